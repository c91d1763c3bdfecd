/**
 * What an answer says about the body that was sent. 'taken': it was accepted. 'refused': the body was checked
 * and rejected. 'elsewhere': something else was in the way or missing, so nothing is known. 'failed': 5xx.
 */
export type Meaning = 'taken' | 'refused' | 'elsewhere' | 'failed';

/**
 * Statuses of logins, limiters, redirects, conflicts and unknown paths, which answer valid and bad bodies
 * alike; 415 is about the header.
 */
const elsewhere: ReadonlySet<number> = new Set([
  401, 402, 403, 404, 405, 407, 409, 410, 412, 415, 421, 428, 429,
]);

export function meaningOf(status: number): Meaning {
  if (status >= 200 && status < 300) return 'taken';
  if (status >= 500) return status === 502 || status === 503 || status === 504 ? 'elsewhere' : 'failed';
  return status < 400 || elsewhere.has(status) ? 'elsewhere' : 'refused';
}

/** The same for a bad body, compared with the answer to a valid one: if both are alike, neither body was checked. */
export function meaningBeside(good: number, bad: number): Meaning {
  const meaning = meaningOf(bad);
  if (meaning === 'taken') return meaning;
  if (bad === good || good === 0) return 'elsewhere';
  if (meaning === 'failed') return good >= 500 ? 'elsewhere' : 'failed';
  return bad === 404 && meaningOf(good) === 'taken' ? 'refused' : meaning;
}

/** '401, a login is asked for' */
export const statusWords = (status: number): string => {
  const why = reasons[status];
  return status === 0 ? 'no answer' : why === undefined ? String(status) : `${status}, ${why}`;
};

const reasons: Readonly<Record<number, string>> = {
  301: 'sent elsewhere',
  302: 'sent elsewhere',
  303: 'sent elsewhere',
  307: 'sent elsewhere',
  308: 'sent elsewhere',
  401: 'a login is asked for',
  403: 'forbidden, whatever is sent',
  404: 'nothing is there',
  409: 'a conflict with what is stored',
  415: 'another media type is asked for',
  429: 'a limiter answered',
  503: 'out of service',
};
