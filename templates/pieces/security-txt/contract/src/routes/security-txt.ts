import { Problem } from '../security/problem.js';
import { defineRoute, noInput, plainText, type CheckedRoute } from '../security/route.js';

const path = '/.well-known/security.txt';
const daysValid = 180;

/**
 * Where to report a vulnerability: https://www.rfc-editor.org/rfc/rfc9116. Without a contact there is no such
 * file.
 */
export function securityTxtRoutes({
  SECURITY_CONTACT: contact,
  PUBLIC_ORIGIN: origin,
}: {
  readonly SECURITY_CONTACT?: string | undefined;
  readonly PUBLIC_ORIGIN: string;
}): readonly CheckedRoute[] {
  // Counted from the start of the process, when the contact was last set.
  const expires = new Date(Date.now() + daysValid * 86_400_000);
  expires.setUTCHours(0, 0, 0, 0);
  return [
    defineRoute({
      ...noInput,
      method: 'get',
      path,
      summary: 'Where to report a vulnerability',
      responses: { 200: plainText },
      handler: () => {
        if (contact === undefined) throw new Problem('not_found');
        const lines = [
          `Contact: ${contact}`,
          `Expires: ${expires.toISOString()}`,
          'Preferred-Languages: en',
          `Canonical: ${origin}${path}`,
        ];
        const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
        return { status: 200, headers, body: `${lines.join('\n')}\n` };
      },
    }),
  ];
}
