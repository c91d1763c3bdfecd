import type { IncomingMessage } from 'node:http';
import { all } from 'proxy-addr';
import type { TrustProxy } from './env.js';
import { strictRules } from './http-strict.js';
import { plaintextRule } from './https-only.js';
import type { Logger } from './logger.js';
import type { ProblemCode, ProblemDetails } from './problem.js';
import { trustedProxy } from './proxy-trust.js';
import { limitDetails, requestLimits } from './rate-limit.js';
import { clientKey, targetOf } from './requests.js';

export interface UpgradeConfig {
  readonly NODE_ENV: string;
  readonly PUBLIC_ORIGIN: string;
  readonly ALLOWED_ORIGINS: readonly string[];
  readonly TRUST_PROXY: TrustProxy;
}

/** The client, and why its upgrade is refused, if it is. */
interface Verdict extends ProblemDetails {
  readonly client: string | undefined;
  readonly code?: ProblemCode;
}

/**
 * Checks an upgrade as middleware checks a request: limits, Host and HTTPS. Also its Origin, which browsers
 * always send.
 */
export function upgradeRules(config: UpgradeConfig, logger: Logger) {
  const isTrusted = trustedProxy(config.TRUST_PROXY, logger.child({}, { level: 'silent' }));
  const limits = requestLimits(config);
  const strict = strictRules(config);
  const plaintext = plaintextRule(config);
  const origins = [config.PUBLIC_ORIGIN, ...config.ALLOWED_ORIGINS]; // also its own pages say where they come from
  return async (req: IncomingMessage, isNamed: boolean): Promise<Verdict> => {
    const { headers, socket } = req;
    const target = targetOf(req);
    const client = all(req, isTrusted).at(-1);
    const admission = await limits.of(target, req)?.count(clientKey(client));
    if (admission?.refusal !== undefined) {
      return { client, code: admission.refusal, ...limitDetails(admission) };
    }
    const refusal = strict(req);
    if (refusal !== undefined) return { client, ...refusal };
    const isForwarded =
      headers['x-forwarded-proto'] !== undefined && isTrusted(socket.remoteAddress ?? '', 0);
    const scheme = isForwarded
      ? lastOf(headers['x-forwarded-proto'])
      : 'encrypted' in socket
        ? 'https'
        : 'http';
    const clear = plaintext(target, scheme, headers);
    if (clear !== undefined) return { client, code: 'https_required', ...clear };
    const { origin } = headers;
    if (origin !== undefined && !origins.includes(origin)) {
      return {
        client,
        code: 'origin_not_allowed',
        why: { rule: 'ALLOWED_ORIGINS does not name this Origin' },
      };
    }
    if (!isNamed) return { client, code: 'not_found', why: { rule: 'nothing is upgraded here' } };
    return { client };
  };
}

const lastOf = (hops: string | readonly string[] | undefined): string | undefined =>
  String(hops).split(',').at(-1)?.trim();
