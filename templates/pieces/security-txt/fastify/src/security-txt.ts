import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Problem } from './security/problem.js';

const path = '/.well-known/security.txt';
const daysValid = 180;

interface Contact {
  readonly SECURITY_CONTACT?: string | undefined;
  readonly PUBLIC_ORIGIN: string;
}

/** Where to report a vulnerability: https://www.rfc-editor.org/rfc/rfc9116. Without a contact there is no file. */
export const securityTxt: FastifyPluginAsyncZod<Contact> = async (
  app,
  { SECURITY_CONTACT: contact, PUBLIC_ORIGIN: origin },
) => {
  // Counted from the start of the process, when the contact was last set.
  const expires = new Date(Date.now() + daysValid * 86_400_000);
  expires.setUTCHours(0, 0, 0, 0);

  app.get(
    path,
    {
      schema: {
        operationId: 'getSecurityTxt',
        tags: ['security'],
        summary: 'Where to report a vulnerability',
        response: { 200: { content: { 'text/plain': { schema: z.string() } } } },
      },
      config: { problems: ['not_found'] },
    },
    async (_request, reply) => {
      if (contact === undefined) throw new Problem('not_found');
      const lines = [
        `Contact: ${contact}`,
        `Expires: ${expires.toISOString()}`,
        'Preferred-Languages: en',
        `Canonical: ${origin}${path}`,
      ];
      return reply.type('text/plain; charset=utf-8').send(`${lines.join('\n')}\n`);
    },
  );
};
