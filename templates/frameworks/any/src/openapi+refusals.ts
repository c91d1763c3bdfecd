import { z } from 'zod';
import { problemCodes, statusOf, type ProblemCode } from './security/problem.js';

/** Names of statuses. Not an import: for that, Node also loads a WebSocket client, which takes 35 ms. */
export const reasons = process.getBuiltinModule('node:http').STATUS_CODES;

/** What any request may be refused with. */
const everywhere: readonly ProblemCode[] = problemCodes.filter(
  (code) =>
    [400, 403, 408, 421, 429, 431, 500, 503].includes(statusOf(code)) &&
    code !== 'forbidden' &&
    code !== 'malformed_json',
);
const withBody: readonly ProblemCode[] = ['malformed_json', 'body_too_large', 'unsupported_media_type'];

/** The refusals of an operation, one for each status, with the codes that it can have. */
export function refusals({
  own = [],
  body,
}: {
  readonly own?: readonly ProblemCode[] | undefined;
  readonly body: 'read' | 'none';
}): readonly { readonly status: number; readonly description: string }[] {
  const codes = new Set([...everywhere, ...(body === 'read' ? withBody : []), ...own]);
  const statuses = [...new Set([...codes].map(statusOf))].sort((a, b) => a - b);
  return statuses.map((status) => ({
    status,
    description: `${reasons[status] ?? ''}: ${[...codes].filter((code) => statusOf(code) === status).join(', ')}`,
  }));
}

export const problem = z
  .object({
    type: z.literal('about:blank'),
    title: z.string().max(60),
    status: z.int().min(400).max(599),
    code: z.enum(problemCodes),
    requestId: z.uuid().optional(),
    errors: z
      .array(z.object({ in: z.string().max(20), path: z.string().max(100 * 1024), code: z.string().max(60) }))
      .max(20)
      .optional(),
  })
  .meta({
    id: 'Problem',
    description: 'RFC 9457. `code` is stable; `errors` has the places of inputs that did not fit.',
  });
