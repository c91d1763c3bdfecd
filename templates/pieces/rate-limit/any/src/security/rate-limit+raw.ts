import type { Server } from 'node:http';
import { onRawAnswer } from './http-strict.js';
import { limitDetails, requestLimits } from './rate-limit+admission.js';
import { clientKey } from './requests.js';

/** Counts input that never became a request too. It counts for the peer: no header says who the client is. */
export function limitRawAnswers(server: Server, config: object): void {
  const limits = requestLimits(config).of('');
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
