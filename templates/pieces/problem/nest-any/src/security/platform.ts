import type { IncomingMessage, ServerResponse } from 'node:http';

/** Nest's request: Express's, which extends Node's, or Fastify's, which wraps it. */
export interface PlatformRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  readonly body?: unknown;
  readonly raw?: IncomingMessage & { readonly body?: unknown };
}
export type PlatformResponse = ServerResponse | { readonly raw: ServerResponse };

/** The inputs of a request, with the body that json-body.ts has read. */
export const givenBy = ({ params, query, headers, body, raw }: PlatformRequest) => ({
  params,
  query,
  headers,
  body: raw ? raw.body : body,
});

export const nodeResponse = (response: PlatformResponse): ServerResponse =>
  'raw' in response ? response.raw : response;
