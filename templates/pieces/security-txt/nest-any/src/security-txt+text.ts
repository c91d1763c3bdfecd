export const securityTxtPath = '/.well-known/security.txt';
const daysValid = 180;

/** Where to report a vulnerability: https://www.rfc-editor.org/rfc/rfc9116. Without a contact there is no such text. */
export function securityTxt({
  SECURITY_CONTACT: contact,
  PUBLIC_ORIGIN: origin,
}: {
  readonly SECURITY_CONTACT?: string | undefined;
  readonly PUBLIC_ORIGIN: string;
}): string | undefined {
  if (contact === undefined) return undefined;
  // Counted from the start of the process, when the contact was last set.
  const expires = new Date(Date.now() + daysValid * 86_400_000);
  expires.setUTCHours(0, 0, 0, 0);
  const lines = [
    `Contact: ${contact}`,
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: en',
    `Canonical: ${origin}${securityTxtPath}`,
  ];
  return `${lines.join('\n')}\n`;
}
