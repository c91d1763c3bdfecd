import type { KeyObject } from 'node:crypto';

/** An ed25519 key by its OpenSSH fingerprint, 'SHA256:...': the same for each way of writing it. */
export interface NamedKey {
  readonly id: string;
  readonly key: KeyObject;
}
