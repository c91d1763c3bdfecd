import type { Grade } from '../../define/control.js';

/** How each grade is said aloud. */
export const gradeWords: Readonly<Record<Grade, string>> = {
  0: 'not proven',
  1: 'attested',
  2: 'declared',
  3: 'proven locally',
  4: 'observed',
};

/** What is said of a line, in every report, that only a person could answer for, and nobody has. */
export const unseen = 'no probe can see it, and nobody attests it';
