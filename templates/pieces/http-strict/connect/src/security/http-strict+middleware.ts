import { strictRules } from './http-strict+rules.js';
import { sendProblem } from './problem.js';
import type { Middleware } from './requests.js';

// We know of no package for this: Node's parser takes such requests, and helmet and its like are about answers.

/** Refuses requests that break the strict rules, before anything else reads them. */
export function strictHttp(config: Parameters<typeof strictRules>[0]): Middleware {
  const refusalOf = strictRules(config);
  return (req, res, next) => {
    const refusal = refusalOf(req);
    if (refusal !== undefined) {
      sendProblem(res, refusal.code, refusal);
      return;
    }
    const { url = '', originalUrl = url } = req;
    if (url.includes('%'))
      Object.assign(req, { originalUrl, url: url.replace(needless, decodeURIComponent) });
    next();
  };
}

/**
 * Letters and digits in the path that need no escape. They name the same resource (RFC 3986 2.3), but routers
 * compare text.
 */
const needless = /(?<=^[^?]*)%(?:2[de]|3\d|[46][1-9a-f]|[57]\d|[57]a|5f|7e)/gi;
