import { meaningOf } from '../subjects/meaning.js';
import type { Ask } from '../subjects/http.js';
import type { Operation } from '../subjects/operation.js';
import type { Patient } from '../subjects/patience.js';

/**
 * Sends a request. If its path names an item that must exist, makes one first with the operation that creates
 * them.
 */
export async function sendToItem(
  service: Patient,
  operation: Operation,
  body: unknown,
): Promise<{ readonly status: number }> {
  const ask = (path: string) => ({
    method: operation.method,
    path,
    headers: { ...operation.headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...as(operation),
    ...(operation.made === undefined ? {} : { made: operation.made }),
  });
  const reply = await service.request(ask(operation.path));
  if (reply.status !== 404 || operation.params.length !== 1) return reply;
  const path = await make(service, operation);
  return path === undefined ? reply : service.request(ask(path));
}

const as = ({ login }: { readonly login?: string | undefined }): Pick<Ask, 'login'> =>
  login === undefined ? {} : { login };

/** Makes an item: for PUT /notes/{id}, POST /notes returns the id, in Location or in the body. */
async function make(
  { request, routes }: Patient,
  { template, login }: Operation,
): Promise<string | undefined> {
  const [, parent, rest] = /^(.*)\/\{[^}]+\}(.*)$/.exec(template) ?? [];
  const maker = routes.operations.find(
    ({ method, path, body }) => method === 'POST' && path === parent && body,
  );
  if (maker === undefined) return undefined;
  const { status, headers, body } = await request({
    method: 'POST',
    path: maker.path,
    headers: { ...maker.headers, 'content-type': 'application/json' },
    body: JSON.stringify(maker.body?.sample),
    ...as({ login }),
  });
  if (meaningOf(status) !== 'taken') return undefined;
  const id = /\/([^/?#]+)$/.exec(headers['location'] ?? '')?.[1] ?? idIn(body);
  return id === undefined ? undefined : `${parent}/${id}${rest}`;
}

function idIn(body: string): string | undefined {
  try {
    const { id, _id } = JSON.parse(body) as { id?: unknown; _id?: unknown };
    const value = id ?? _id;
    return typeof value === 'string' || typeof value === 'number' ? encodeURIComponent(value) : undefined;
  } catch {
    return undefined;
  }
}
