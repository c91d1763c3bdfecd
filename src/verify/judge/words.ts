import type { Grade } from '../../define/control.js';

export const gradeWords: Readonly<Record<Grade, string>> = {
  0: 'not proven',
  1: 'attested',
  2: 'declared',
  3: 'proven locally',
  4: 'observed',
};

/** What reports say of a line that only a person can attest, and nobody has. */
export const unseen = 'no probe can see it, and nobody attests it';
