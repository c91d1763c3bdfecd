import { quoted } from '../quoted.js';
import type { Request } from './request.js';

/** The command that makes the same service again, every answer spelled out: word by word, as shells take them. */
export function repeatCommand(
  { root, answers, install, git, verify }: Request,
  { self, shown, usual }: { self: string; shown: string; usual: readonly string[] },
): readonly string[] {
  const same = answers.pieces.join() === usual.join();
  const options = Object.entries(answers.options).flatMap(([piece, values]) =>
    Object.entries(values).flatMap(([name, value]) => ['--option', `${piece}.${name}=${value}`]),
  );
  const words = [
    ...['new', shown || root, '--name', answers.name, '--framework', answers.framework],
    ...['--target', answers.target],
    ...(same ? [] : ['--pieces', answers.pieces.join(',')]),
    ...options,
    ...['--package-manager', answers.packageManager, '--node', answers.node],
    install === 'install' ? '--install' : '--no-install',
    git === 'init' ? '--git' : '--no-git',
    ...(verify === 'skip' ? ['--no-verify'] : []),
  ];
  return [self, ...words.map(quoted)];
}
