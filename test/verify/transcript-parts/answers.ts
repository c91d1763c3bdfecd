const reply = (status: number, headers: Readonly<Record<string, string>> = {}, body = '{}') => ({
  status,
  headers,
  body,
  ms: 1,
});
export const seen = (what: string, ...rest: Parameters<typeof reply>) => ({ what, reply: reply(...rest) });
export const notFoundEverywhere = { unsure: 'no route', seen: [seen('x', 404)], served: [], asked: 75 };
export const dead = { state: 'gone', said: 'at the end nothing answers' };
export const banned = { state: 'unclear', said: 'at the end nothing answers' };
