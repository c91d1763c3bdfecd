import type { Reply } from './http.js';

export interface Answered {
  readonly what: string;
  readonly reply: Pick<Reply, 'status' | 'headers' | 'failure'>;
}

export const isDone = (status: number): boolean => status >= 200 && status < 300;

/** Whether the answer is not the service's own: none, or one of a limiter or of a proxy that cannot reach it. */
export const isElsewhere = (status: number): boolean => [0, 429, 502, 503, 504].includes(status);

/**
 * Why an answer with this status says nothing about what was sent; undefined if it does. A limiter, a login,
 * a proxy and an unknown path refuse every request alike.
 */
export function evasionOf(status: number): string | undefined {
  return evasions[status];
}

const evasions: Readonly<Record<number, string>> = {
  0: 'nothing answered',
  401: 'a login is asked for',
  403: 'it is forbidden, whatever is sent',
  404: 'nothing is there',
  407: 'a proxy asks for a login',
  409: 'it conflicts with what is stored',
  410: 'nothing is there any more',
  429: 'a limiter answered',
  502: 'a proxy answered for it',
  503: 'it is not in service',
  504: 'a proxy answered for it',
};

/** 'answered 429, a limiter answered'; 'answered 302 to /login'. */
export function answerWords({ status, headers, failure }: Answered['reply']): string {
  if (failure?.startsWith('HPE_') === true) return `no answer in HTTP/1.1 (${failure})`;
  if (status === 0) return failure ?? 'nothing answered';
  const to = headers['location'];
  const evasion = evasionOf(status);
  return `${status}${to === undefined ? '' : ` to ${to.slice(0, 80)}`}${evasion === undefined ? '' : ` (${evasion})`}`;
}

/** The most frequent answers in words: ' (14 were answered 404 (nothing is there), 2 302 to /login)'. */
export function toldOf(answers: readonly Answered[]): string {
  const counts = new Map<string, number>();
  for (const { reply } of answers) counts.set(answerWords(reply), (counts.get(answerWords(reply)) ?? 0) + 1);
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  if (first === undefined) return '';
  return ` (${[first, ...(second ? [second] : [])].map(([words, count]) => `${count} times ${words}`).join(', ')})`;
}
