import { tmpdir } from 'node:os';
import { environment } from '../../environment.js';
import { startGit, unmoved } from './start.js';
import { andThen, yes, type Told } from './told.js';

/**
 * Makes a repository in the user's folder, with the user's own git and settings, but without variables that
 * would put it elsewhere.
 */
export const initRepository = (root: string): Told<undefined> =>
  andThen(own(['init', '--quiet'], root), () => yes(undefined));

/** Whether git can be started; if not, why. */
export const gitVersion = (): Told<string> =>
  andThen(own(['--version']), (printed) => yes(printed.toString('utf8').trim()));

const own = (args: readonly string[], root = tmpdir()): Told<Buffer> =>
  startGit({ args, cwd: root, env: { ...environment, ...unmoved }, seconds: 30 });
