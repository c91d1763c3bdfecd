import { sign, verify } from 'node:crypto';
import * as z from 'zod';
import type { NamedKey } from './named-key.js';

/** A signed text in DSSE format (https://github.com/secure-systems-lab/dsse), with exactly one ed25519 signature. */
const envelope = z.strictObject({
  payloadType: z.string(),
  payload: z.string(),
  signatures: z.tuple([
    z.strictObject({ keyid: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/), sig: z.string() }),
  ]),
});

/**
 * The bytes that are signed: type and content with their lengths, so that a text of one type cannot pass as
 * another.
 */
const signed = (type: string, payload: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload]);

export function seal(type: string, text: string, { id, key }: NamedKey): string {
  const payload = Buffer.from(text);
  const sig = sign(null, signed(type, payload), key).toString('base64');
  const signatures = [{ keyid: id, sig }];
  return JSON.stringify({ payloadType: type, payload: payload.toString('base64'), signatures });
}

export type Opened = { readonly text: string; readonly by: string } | { readonly no: string };

/** The text, if a trusted key signed exactly these bytes with this type. */
export function openEnvelope(type: string, text: string, trusted: readonly NamedKey[]): Opened {
  const read = parsed(text);
  if (read === undefined) return { no: 'it is no signed evidence' };
  const [{ keyid, sig }] = read.signatures;
  if (trusted.length === 0) return { no: 'no key is trusted here: name one with --trust' };
  const known = trusted.find(({ id }) => id === keyid);
  if (known === undefined) return { no: `it is signed by a key that is not trusted (${keyid})` };
  const payload = Buffer.from(read.payload, 'base64');
  const bytes = Buffer.from(sig, 'base64');
  if (read.payloadType !== type || !verify(null, signed(type, payload), known.key, bytes))
    return { no: 'its signature does not match: it was changed after it was signed' };
  return { text: payload.toString('utf8'), by: keyid };
}

/** Accepts one notation only: no duplicate members, no base64 with unused bits. Only white space may differ. */
function parsed(text: string): z.infer<typeof envelope> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const tight = (json: string): string => json.replace(/\s+/g, '');
    const found = envelope.safeParse(value).data;
    if (found === undefined || tight(text) !== tight(JSON.stringify(found))) return undefined;
    const strict = [found.payload, found.signatures[0].sig].every(
      (base64) => Buffer.from(base64, 'base64').toString('base64') === base64,
    );
    return strict ? found : undefined;
  } catch {
    return undefined;
  }
}
