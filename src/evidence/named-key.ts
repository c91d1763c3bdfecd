import type { KeyObject } from 'node:crypto';

/** An ed25519 key with its OpenSSH fingerprint, 'SHA256:...', which is the same for every notation. */
export interface NamedKey {
  readonly id: string;
  readonly key: KeyObject;
}
