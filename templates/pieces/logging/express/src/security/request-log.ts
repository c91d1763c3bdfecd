import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { requestContext, type Logger } from './logger.js';
import { problemOf, type ProblemCode } from './problem.js';

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

/** Gives each request an id and, when it is over, one log line. Query, headers and body are never in it. */
export const requestLog =
  (logger: Logger) =>
  (req: Request, res: Response, next: NextFunction): void => {
    const started = performance.now();
    const requestId = requestIdOf(req.headers['x-request-id']);
    const { method, originalUrl, ip = '' } = req;
    const client = address.test(ip) ? ip : 'unknown';
    res.setHeader('X-Request-Id', requestId);
    res.once('close', () => {
      const problem = problemOf(res);
      const event = problem && securityEvents[problem];
      const status = res.statusCode;
      const level = status >= 500 ? 'error' : event ? 'warn' : 'info';
      const outcome = res.writableFinished ? 'answered' : 'aborted';
      const milliseconds = Math.round(performance.now() - started);
      const path = loggablePath(originalUrl);
      logger[level](
        { requestId, event, problem, method, path, status, outcome, milliseconds, client },
        'request',
      );
    });
    requestContext.run({ requestId }, next);
  };

/** The caller's id is kept when it cannot be anything but an id. */
const requestIdOf = (given: unknown): string =>
  typeof given === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(given) ? given : randomUUID();

/** What stands in a forwarding header may be anything; an address may come with its port. */
const address = /^(?=.*[.:])[\da-f.:[\]]{2,50}$/i;

/** A long or odd segment may be a token or a person's data: only short, plain ones are written. */
function loggablePath(url: string): string {
  const path = url.slice(0, 2048).split('?', 1)[0] ?? '';
  return path.replace(/[^/]+/g, (segment) => (plainSegment.test(segment) ? segment : ':masked'));
}

const plainSegment = /^([\w.~-]{1,8}|[a-z._-]{1,24})$/;
