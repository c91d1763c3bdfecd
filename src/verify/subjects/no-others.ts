import type { Again, Others } from './server.js';

export const noOthers: Others = {
  plaintext: () => never('the address is plaintext itself, and no other was given'),
  quickened: () => never('it was not booted here'),
  withoutOrigins: () => never('it was not booted here'),
  afresh: () => never('it was not booted here'),
  ending: () => '',
};

const never = async (because: string): Promise<Again> => ({ because, said: '' });
