import type { Reply } from './http.js';
import { Refused } from './transport.js';

/** The answer, or why the request may not be sent. */
export const orRefused = (reply: Promise<Reply>): Promise<Reply | Refused> =>
  reply.catch((error: unknown) => {
    if (error instanceof Refused) return error;
    throw error;
  });
