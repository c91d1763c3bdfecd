import type { Request } from './request.js';

/** The command that makes the same service again, every answer spelled out. */
export function repeatCommand(
  { root, answers, install, git }: Request,
  { self, shown, preset }: { self: string; shown: string; preset: readonly string[] },
): string {
  const same = answers.pieces.join() === preset.join();
  const options = Object.entries(answers.options).flatMap(([piece, values]) =>
    Object.entries(values).flatMap(([name, value]) => ['--option', `${piece}.${name}=${value}`]),
  );
  const words = [
    ...['new', shown || root, '--name', answers.name, '--framework', answers.framework],
    ...['--target', answers.target, '--preset', answers.preset],
    ...(same ? [] : ['--pieces', answers.pieces.join(',')]),
    ...options,
    ...['--package-manager', answers.packageManager, '--node', answers.node],
    install === 'install' ? '--install' : '--no-install',
    git === 'init' ? '--git' : '--no-git',
  ];
  return [self, ...words.map(quoted)].join(' ');
}

/** A word as shells take it: single quotes only where they are needed. */
export const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
