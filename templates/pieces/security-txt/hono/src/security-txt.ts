import { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { createRoute, problem } from './security/contract.js';
import type { ServiceEnv } from './security/hono.js';
import { Problem } from './security/problem.js';

const path = '/.well-known/security.txt';
const daysValid = 180;

const read = createRoute({
  method: 'get',
  path,
  operationId: 'getSecurityTxt',
  tags: ['security'],
  summary: 'Where to report a vulnerability',
  responses: {
    200: { description: 'OK', content: { 'text/plain': { schema: z.string() } } },
    ...problem('not_found'),
  },
});

/** https://www.rfc-editor.org/rfc/rfc9116. Without a contact there is no such file. */
export function securityTxtRoutes({
  SECURITY_CONTACT: contact,
  PUBLIC_ORIGIN: origin,
}: {
  readonly SECURITY_CONTACT?: string | undefined;
  readonly PUBLIC_ORIGIN: string;
}) {
  // Counted from the start of the process, when the contact was last set.
  const expires = new Date(Date.now() + daysValid * 86_400_000);
  expires.setUTCHours(0, 0, 0, 0);
  return new OpenAPIHono<ServiceEnv>().openapi(read, (c) => {
    if (contact === undefined) throw new Problem('not_found');
    const lines = [
      `Contact: ${contact}`,
      `Expires: ${expires.toISOString()}`,
      'Preferred-Languages: en',
      `Canonical: ${origin}${path}`,
    ];
    return c.text(`${lines.join('\n')}\n`, 200);
  });
}
