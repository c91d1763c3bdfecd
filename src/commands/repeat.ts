import { quoted } from '../quoted.js';
import type { Request } from './request.js';

interface Repeating {
  readonly self: string;
  readonly shown: string;
  /** The pieces of the preset. */
  readonly usual: readonly string[];
  /** Longer lists are split into several options of the same name. */
  readonly longest?: number;
}

/** The command that makes the same service again, with all answers, as a list of words. */
export function repeatCommand(
  { root, answers, install, git, verify }: Request,
  { self, shown, usual, longest = Infinity }: Repeating,
): readonly string[] {
  const same = answers.pieces.join() === usual.join();
  const words = [
    ...['new', shown || root, '--name', answers.name, '--framework', answers.framework],
    ...['--target', answers.target, '--preset', answers.preset],
    ...(same ? [] : listsOf(answers.pieces, longest).flatMap((list) => ['--pieces', list])),
    ...['--package-manager', answers.packageManager, '--node', answers.node],
    install === 'install' ? '--install' : '--no-install',
    git === 'init' ? '--git' : '--no-git',
    ...(verify === 'skip' ? ['--no-verify'] : []),
  ];
  return [self, ...words.map(quoted)];
}

const listsOf = (ids: readonly string[], longest: number): readonly string[] =>
  ids.reduce<readonly string[]>((lists, id) => {
    const last = lists.at(-1);
    return last !== undefined && last.length + id.length < longest
      ? [...lists.slice(0, -1), `${last},${id}`]
      : [...lists, id];
  }, []);
