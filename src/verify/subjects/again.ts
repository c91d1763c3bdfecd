import type { Server } from './server.js';

/** The same service in another way, or why there is none: a probe that needs it must not mistake silence for a refusal. */
export type Again = { readonly server: Server } | { readonly because: string; readonly said: string };

/** What some probes need beside the server itself. */
export interface Others {
  /** As plaintext reaches it, or the port where plaintext would be. */
  plaintext(): Promise<Again>;
  /** Booted with its timeouts divided by `quickening`. */
  quickened(): Promise<Again>;
  /** Booted without the list of allowed origins that we gave it. */
  withoutOrigins(): Promise<Again>;
  /** Booted again, as it is. */
  afresh(): Promise<Again>;
  /** How it ended, in its own last words; '' while it runs, and where nobody can know. */
  ending(): string;
}

const never = async (because: string): Promise<Again> => ({ because, said: '' });

export const noOthers: Others = {
  plaintext: () => never('the address is plaintext itself, and no other was given'),
  quickened: () => never('it was not booted here'),
  withoutOrigins: () => never('it was not booted here'),
  afresh: () => never('it was not booted here'),
  ending: () => '',
};
