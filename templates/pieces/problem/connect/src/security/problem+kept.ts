import type { ServerResponse } from 'node:http';
import { dropTheirs } from './headers.js';

/** For a `rawProblem` in place of this response: what each answer carries, as far as the response has it. */
export function headersKept(res: ServerResponse): Record<string, string> {
  const { connection: _, 'x-request-id': id, ...kept } = res.getHeaders();
  const drop = (name: string): unknown => Reflect.deleteProperty(kept, name.toLowerCase());
  dropTheirs(Object.keys(kept), { remove: drop, set: drop });
  const values = Object.entries(kept).map(([name, value]) => [name, String(value)]);
  return { ...(Object.fromEntries(values) as Record<string, string>), 'X-Request-Id': String(id) };
}
