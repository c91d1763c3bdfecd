import type { ServerResponse } from 'node:http';

/** Nest's response: Express's, which extends Node's, or Fastify's, which wraps it. */
export type PlatformResponse = ServerResponse | { readonly raw: ServerResponse };

export const nodeResponse = (response: PlatformResponse): ServerResponse =>
  'raw' in response ? response.raw : response;
