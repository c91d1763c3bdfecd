import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';

/** What the usual assembly checks with. Bare servers load nothing of this. */
export const query = z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(20) });
export const answer = z.object({
  notes: z.array(
    z.object({
      id: z.uuid(),
      title: z.string(),
      text: z.string(),
      createdAt: z.iso.datetime(),
      updatedAt: z.iso.datetime(),
    }),
  ),
});

export const origin = 'https://app.bench.test';
export const limits = { milliseconds: 15 * 60_000, requests: 1000 };
export const secretHeaders = ['req.headers.authorization', 'req.headers.cookie'];

/** A request's id, in its log line and in its answer: pino-http's own guide has it so. */
export function requestId(_request: IncomingMessage, response: ServerResponse): string {
  const id = randomUUID();
  response.setHeader('X-Request-Id', id);
  return id;
}
