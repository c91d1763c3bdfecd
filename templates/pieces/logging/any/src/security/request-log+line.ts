import { randomUUID } from 'node:crypto';
import type { Logger } from './logger.js';
import type { ProblemCode, Refused, Why } from './problem.js';
import { refusalsSoFar } from './request-log+refusals.js';

/** Security events of the OWASP logging vocabulary, by refusal. */
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

export interface Finished {
  readonly requestId: string;
  readonly method: string;
  readonly url: string;
  readonly client: string | undefined;
  readonly status: number;
  readonly refused: Refused | undefined;
  /** Aborted by the client, or failed: cut off by an error of the service. */
  readonly outcome: 'answered' | 'aborted' | 'failed';
  /** The value of performance.now() when it began. */
  readonly started: number;
}

/** How an answer ended. Half sent, it cannot become a refusal: then the connection was closed. */
export function outcomeOf(isWhole: boolean, refused: Refused | undefined): Finished['outcome'] {
  if (isWhole) return 'answered';
  return refused?.code === 'internal_error' ? 'failed' : 'aborted';
}

/** Writes the line at the end of this turn of the event loop: writing a turn's lines together costs a third less. */
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

/** Writes one line for a request, without query, headers or body. */
function writeLine({ logger, finished, milliseconds }: Line): void {
  const { requestId, method, url, status, refused, outcome } = finished;
  const problem = refused?.code;
  const event = problem && securityEvents[problem];
  const level = status >= 500 || outcome === 'failed' ? 'error' : event ? 'warn' : 'info';
  const client = address.test(finished.client ?? '') ? finished.client : 'unknown';
  const path = loggablePath(url);
  const why = refused?.why && whyOf(logger, { event, problem, client }, refused.why);
  if (why === 'withheld') return;
  logger[level](
    { requestId, event, problem, ...why, method, path, status, outcome, milliseconds, client },
    'request',
  );
}

/** For a single refusal the log has its rule; for repeated ones their number. */
function whyOf(logger: Logger, kind: Parameters<typeof refusalsSoFar>[1], { rule, host }: Why) {
  const { total, outcome } = refusalsSoFar(logger, kind);
  if (outcome === 'withheld') return outcome;
  const shown = host === undefined ? undefined : loggableHost(host);
  return { rule, host: shown, total: outcome === 'summed up' ? total : undefined };
}

/** Keeps the caller's id only if it is a UUID. */
export const requestIdOf = (given: unknown): string =>
  typeof given === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(given) ? given : randomUUID();

/** Forwarding headers can contain anything. An address may have a port. */
const address = /^(?=.*[.:])[\da-f.:[\]]{2,50}$/i;

/** Masks a host part by part, like a path. */
const loggableHost = (host: string): string =>
  host.slice(0, 255).replace(/[^.:[\]-]+/g, (part) => (plainSegment.test(part) ? part : ':masked'));

/** Masks long or unusual segments: they may be tokens or personal data. */
function loggablePath(url: string): string {
  const [path = ''] = url.slice(0, 2048).split('?', 1);
  return plainPath.test(path)
    ? path
    : path.replace(/[^/]+/g, (segment) => (plainSegment.test(segment) ? segment : ':masked'));
}

const plainSegment = /^(?:[\w.~-]{1,8}|[a-z._-]{9,24})$/;
// each text matches in one way only, so this takes linear time
const plainPath = /^(?:\/(?:[\w.~-]{1,8}|[a-z._-]{9,24})?)*$/;
