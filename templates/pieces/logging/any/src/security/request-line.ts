import { randomUUID } from 'node:crypto';
import type { Logger } from './logger.js';
import type { ProblemCode, Refused, Why } from './problem.js';
import { refusalsSoFar } from './refusals.js';

/** What a refusal means, in the words of the OWASP logging vocabulary. */
const securityEvents: Partial<Record<ProblemCode, string>> = {
  bad_request: 'input_validation_fail',
  malformed_json: 'input_validation_fail',
  validation_failed: 'input_validation_fail',
  body_too_large: 'input_validation_fail',
  unsupported_media_type: 'input_validation_fail',
  misdirected_request: 'malicious_extraneous',
  origin_not_allowed: 'malicious_cors',
  unauthorized: 'authn_login_fail',
  forbidden: 'authz_fail',
  https_required: 'authz_fail',
  rate_limited: 'excess_rate_limit_exceeded',
  internal_error: 'sys_crash',
};

/** A request that is over. */
export interface Finished {
  readonly requestId: string;
  readonly method: string;
  readonly url: string;
  readonly client: string | undefined;
  readonly status: number;
  readonly refused: Refused | undefined;
  readonly outcome: 'answered' | 'aborted';
  /** performance.now() when it began. */
  readonly started: number;
}

/** Its line is written at the end of this turn of the event loop: together the lines of a turn cost a third less. */
export function logRequest(logger: Logger, finished: Finished): void {
  const milliseconds = Math.round(performance.now() - finished.started);
  if (waiting.push({ logger, finished, milliseconds }) === 1) setImmediate(writeLines);
}

interface Line {
  readonly logger: Logger;
  readonly finished: Finished;
  readonly milliseconds: number;
}
const waiting: Line[] = [];
process.prependListener('exit', writeLines); // before the logger empties its buffer for the last time

function writeLines(): void {
  waiting.splice(0).forEach(writeLine);
}

/** The one line of a request. Query, headers and body are never in it. */
function writeLine({ logger, finished, milliseconds }: Line): void {
  const { requestId, method, url, status, refused, outcome } = finished;
  const problem = refused?.code;
  const event = problem && securityEvents[problem];
  const level = status >= 500 ? 'error' : event ? 'warn' : 'info';
  const client = address.test(finished.client ?? '') ? finished.client : 'unknown';
  const path = loggablePath(url);
  const why = refused?.why && whyOf(logger, { event, problem, client }, refused.why);
  if (why === 'withheld') return;
  logger[level](
    { requestId, event, problem, ...why, method, path, status, outcome, milliseconds, client },
    'request',
  );
}

/** Of a refusal by rule the operator wants to know the rule; of the same client's next hundred just the number. */
function whyOf(logger: Logger, kind: Parameters<typeof refusalsSoFar>[1], { rule, host }: Why) {
  const { total, outcome } = refusalsSoFar(logger, kind);
  if (outcome === 'withheld') return outcome;
  const shown = host === undefined ? undefined : loggableHost(host);
  return { rule, host: shown, total: outcome === 'summed up' ? total : undefined };
}

/** The caller's id is kept when it cannot be anything but an id. */
export const requestIdOf = (given: unknown): string =>
  typeof given === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(given) ? given : randomUUID();

/** What stands in a forwarding header may be anything; an address may come with its port. */
const address = /^(?=.*[.:])[\da-f.:[\]]{2,50}$/i;

/** Masked as a path is, part by part. */
const loggableHost = (host: string): string =>
  host.slice(0, 255).replace(/[^.:[\]-]+/g, (part) => (plainSegment.test(part) ? part : ':masked'));

/** A long or odd segment may be a token or a person's data: only short, plain ones are written. */
function loggablePath(url: string): string {
  const [path = ''] = url.slice(0, 2048).split('?', 1);
  return plainPath.test(path)
    ? path
    : path.replace(/[^/]+/g, (segment) => (plainSegment.test(segment) ? segment : ':masked'));
}

const plainSegment = /^(?:[\w.~-]{1,8}|[a-z._-]{9,24})$/;
const plainPath = /^(?:\/(?:[\w.~-]{1,8}|[a-z._-]{9,24})?)*$/; // no text has two readings: so it takes linear time
