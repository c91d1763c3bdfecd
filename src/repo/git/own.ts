import { tmpdir } from 'node:os';
import { environment } from '../../environment.js';
import { startGit, unmoved } from './start.js';
import { andThen, yes, type Told } from './told.js';

/**
 * Makes a repository in a folder of the user's own, with the user's own git and settings; but no variable
 * moves it elsewhere.
 */
export const initRepository = (root: string): Told<undefined> =>
  andThen(own(['init', '--quiet'], root), () => yes(undefined));

/** Whether git is there; why not where it is not. */
export const gitVersion = (): Told<string> =>
  andThen(own(['--version']), (printed) => yes(printed.toString('utf8').trim()));

const own = (args: readonly string[], root = tmpdir()): Told<Buffer> =>
  startGit({ args, cwd: root, env: { ...environment, ...unmoved }, seconds: 30 });
