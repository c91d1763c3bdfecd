import { cleanLine } from '../clean.js';

/** A reason may contain strangers' text, so it is shortened to what a person reads. */
export const reason = (text: string): string => cleanLine(text, 2000);
