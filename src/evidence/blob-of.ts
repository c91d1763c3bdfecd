import type { KeyObject } from 'node:crypto';
import { sshType } from './ssh-type.js';

/** The bytes that OpenSSH computes the fingerprint of. */
export function blobOf(publicKey: KeyObject): Buffer {
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return Buffer.concat(
    [Buffer.from(sshType), Buffer.from(x, 'base64url')].flatMap((part) => [length(part), part]),
  );
}

function length(part: Buffer): Buffer {
  const four = Buffer.alloc(4);
  four.writeUInt32BE(part.length);
  return four;
}
