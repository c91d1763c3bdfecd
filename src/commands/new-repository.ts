import { RampartError } from '../errors.js';
import { gitVersion, initRepository } from '../repo/git/own.js';

/** Creates the git repository of a new service, in its own folder only. */
export function makeRepository(root: string): void {
  const made = initRepository(root);
  if (made.told === 'no') throw new RampartError('RAMPART_GIT_FAILED', { root, problem: made.because });
}

/** Throws if git is not installed. Called before anything is written. */
export function refuseMissingGit(): void {
  const version = gitVersion();
  if (version.told === 'yes') return;
  throw new RampartError('RAMPART_TOOL_MISSING', {
    tool: 'git',
    problem: version.because,
    without: '--no-git',
  });
}
