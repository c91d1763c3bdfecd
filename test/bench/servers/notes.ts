import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';

export interface Note {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** As many notes as NOTES says. */
const notes: readonly Note[] = Array.from({ length: Number(process.env.NOTES) }, (_, index) => {
  const createdAt = new Date(1_700_000_000_000 + index).toISOString();
  return { id: randomUUID(), title: 'A note', text: 'Its text', createdAt, updatedAt: createdAt };
});

/** The data of every rival: the answer that the hardened service gives. */
export const page = async (limit: number): Promise<{ readonly notes: readonly Note[] }> => ({
  notes: notes.slice(0, limit),
});

/** What the usual assembly checks with. */
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

export const port = Number(process.env.PORT);
export const origin = 'https://app.bench.test';
export const limits = { milliseconds: 15 * 60_000, requests: 1000 };
export const secretHeaders = ['req.headers.authorization', 'req.headers.cookie'];

/** A request's id, in its log line and in its answer: pino-http's own guide has it so. */
export function requestId(_request: IncomingMessage, response: ServerResponse): string {
  const id = randomUUID();
  response.setHeader('X-Request-Id', id);
  return id;
}
