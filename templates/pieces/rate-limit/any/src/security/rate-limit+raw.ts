import type { Server } from 'node:http';
import type { Logger } from './logger.js';
import { onRawAnswer } from './http-strict.js';
import { limitDetails, requestLimits } from './rate-limit+admission.js';
import type { StoreConfig } from './rate-limit+limiter.js';
import { clientKey } from './requests.js';

/** Counts input that never became a request too. It counts for the peer: no header says who the client is. */
export function limitRawAnswers(server: Server, config: StoreConfig, logger: Logger): void {
  const limits = requestLimits(config, logger)('');
  if (limits === undefined) return;
  onRawAnswer(server, {
    limit: async ({ remoteAddress }, refused) => {
      const admission = await limits.count(clientKey(remoteAddress));
      const { refusal, state } = admission;
      const told = {
        'RateLimit-Policy': limits.policies,
        ...(state === undefined ? {} : { RateLimit: state }),
      };
      if (refusal === undefined) return { ...refused, headers: { ...refused.headers, ...told } };
      const { headers, why = refused.why } = limitDetails(admission);
      return { code: refusal, why, headers: { ...told, ...headers } };
    },
  });
}
