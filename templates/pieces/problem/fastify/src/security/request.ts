import type { FastifyRequest } from 'fastify';

/** Over HTTPS from the client on. Of several X-Forwarded-Proto Fastify looks at the last, which is that of the nearest proxy. */
export function isHttps({ protocol, headers }: FastifyRequest): boolean {
  if (protocol !== 'https') return false;
  const claims = String(headers['x-forwarded-proto'] ?? '');
  return !claims.includes(',') || claims.split(',').every((each) => each.trim() === 'https');
}

export const pathOf = ({ originalUrl }: FastifyRequest): string => originalUrl.split('?', 1)[0] ?? '/';
