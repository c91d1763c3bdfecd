import { RampartError } from '../errors.js';
import { gitVersion, initRepository } from '../repo/git/own.js';

/** Makes the repository of a new service, in its folder and nowhere else. */
export function makeRepository(root: string): void {
  const made = initRepository(root);
  if (made.told === 'no') throw new RampartError('RAMPART_GIT_FAILED', { root, problem: made.because });
}

/** Throws when git is not there; before anything is written. */
export function refuseMissingGit(): void {
  const version = gitVersion();
  if (version.told === 'yes') return;
  throw new RampartError('RAMPART_TOOL_MISSING', {
    tool: 'git',
    problem: version.because,
    without: '--no-git',
  });
}
