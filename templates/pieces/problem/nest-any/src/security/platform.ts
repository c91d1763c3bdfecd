import type { IncomingMessage, ServerResponse } from 'node:http';

/** Nest's request is Express's, which extends Node's, or Fastify's, which wraps it. */
export interface PlatformRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  readonly body?: unknown;
  readonly raw?: IncomingMessage & { readonly body?: unknown };
}
export type PlatformResponse = ServerResponse | { readonly raw: ServerResponse };

/** What came with a request; its body as json-body.ts left it. */
export const givenBy = ({ params, query, headers, body, raw }: PlatformRequest) => ({
  params,
  query,
  headers,
  body: raw ? raw.body : body,
});

export const nodeResponse = (response: PlatformResponse): ServerResponse =>
  'raw' in response ? response.raw : response;
