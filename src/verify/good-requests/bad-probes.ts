import { RampartError } from '../../errors.js';
import { probesFile } from './good-requests.js';

/** The error for a mistake in rampart.probes.json; the problem names its place. */
export const badProbes = (problem: string): RampartError =>
  new RampartError('RAMPART_BAD_PROBES', { file: probesFile, problem });
