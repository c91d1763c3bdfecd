import { cleanLine } from '../clean.js';

/** Names of files and answers of servers are strangers' text: a reason is as long as a person reads. */
export const reason = (text: string): string => cleanLine(text, 2000);
