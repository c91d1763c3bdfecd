import { probesFile } from '../verify/good-requests/good-requests.js';
import { inProbesFile } from '../verify/good-requests/mistakes.js';

const start = `say what a good request is, with values of your own, in ${probesFile}: `;

/** The remedy where only a good request is missing: the lines that say it. */
export const probesRemedy = (lines: string): string => `${start}${lines}`;

export const isProbesRemedy = (remedy: string): boolean =>
  remedy.startsWith(start) || remedy.startsWith(inProbesFile);
