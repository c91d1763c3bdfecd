import { Router } from 'express';
import { Problem } from './security/problem.js';
import { routing, validate } from './security/contract.js';

const daysValid = 180;

/**
 * For /.well-known. Where to report a vulnerability: https://www.rfc-editor.org/rfc/rfc9116. Without a contact there
 * is no such file.
 */
export function securityTxtRouter(config: {
  readonly SECURITY_CONTACT?: string | undefined;
  readonly PUBLIC_ORIGIN: string;
}): Router {
  const { SECURITY_CONTACT: contact, PUBLIC_ORIGIN: origin } = config;
  // Counted from the start of the process, when the contact was last set.
  const expires = new Date(Date.now() + daysValid * 86_400_000);
  expires.setUTCHours(0, 0, 0, 0);
  const router = Router(routing);
  router.get(
    '/security.txt',
    validate({
      operationId: 'getSecurityTxt',
      summary: 'Where to report a vulnerability',
      tags: ['security'],
      responses: { 200: 'text/plain' },
      problems: ['not_found'],
    }),
    (_req, res) => {
      if (contact === undefined) throw new Problem('not_found');
      const lines = [
        `Contact: ${contact}`,
        `Expires: ${expires.toISOString()}`,
        'Preferred-Languages: en',
        `Canonical: ${origin}/.well-known/security.txt`,
      ];
      res.type('text/plain').send(`${lines.join('\n')}\n`);
    },
  );
  return router;
}
