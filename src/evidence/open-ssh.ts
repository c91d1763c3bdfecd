import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { blobOf } from './blob-of.js';
import { sshType } from './ssh-type.js';

/** OpenSSH's two formats of an ed25519 key (PROTOCOL.key and RFC 8709). Throws with the reason. */
const magic = Buffer.from('openssh-key-v1\0');

/** `-----BEGIN OPENSSH PRIVATE KEY-----`, without a passphrase. */
export function openSshPrivateKey(pem: string): KeyObject {
  const body =
    /^-----BEGIN OPENSSH PRIVATE KEY-----\s([A-Za-z0-9+/=\s]+)-----END OPENSSH PRIVATE KEY-----\s*$/.exec(
      pem,
    )?.[1];
  const bytes = Buffer.from(body ?? '', 'base64');
  if (!bytes.subarray(0, magic.length).equals(magic)) throw new Error('it is not an OpenSSH key');
  const outer = reader(bytes.subarray(magic.length));
  if (outer.text() !== 'none' || outer.text() !== 'none')
    throw new Error(
      'it has a passphrase; make a key without one, only for this: ssh-keygen -t ed25519 -N ""',
    );
  outer.string();
  if (outer.number() !== 1) throw new Error('it holds more than one key');
  const declared = outer.string();
  const inner = reader(outer.string());
  if (inner.number() !== inner.number()) throw new Error('it is damaged');
  if (inner.text() !== sshType) throw new Error(`it is not of the kind ${sshType}`);
  const open = inner.string();
  const secret = inner.string();
  if (secret.length !== 64 || !secret.subarray(32).equals(open)) throw new Error('it is damaged');
  const key = createPrivateKey({
    key: {
      kty: 'OKP',
      crv: 'Ed25519',
      d: secret.subarray(0, 32).toString('base64url'),
      x: open.toString('base64url'),
    },
    format: 'jwk',
  });
  if (!blobOf(createPublicKey(key)).equals(declared))
    throw new Error('its two halves do not belong together');
  return key;
}

/** `ssh-ed25519 AAAA... comment` */
export function openSshPublicKey(line: string): KeyObject {
  const [kind, base64 = ''] = line.trim().split(/\s+/);
  if (kind !== sshType) throw new Error(`it is not of the kind ${sshType}`);
  const blob = Buffer.from(base64, 'base64');
  const parts = reader(blob);
  const inner = parts.text();
  const bytes = parts.string();
  if (inner !== sshType || bytes.length !== 32) throw new Error('it is damaged');
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') },
    format: 'jwk',
  });
  if (!blobOf(key).equals(blob)) throw new Error('it is damaged');
  return key;
}

/** Reads numbers and strings of RFC 4251 one after the other. Throws if a length is beyond the end. */
function reader(bytes: Buffer) {
  let at = 0;
  const take = (count: number): Buffer => {
    if (at + count > bytes.length) throw new Error('it is damaged');
    at += count;
    return bytes.subarray(at - count, at);
  };
  const number = (): number => take(4).readUInt32BE();
  const string = (): Buffer => take(number());
  return { number, string, text: () => string().toString('latin1') };
}
