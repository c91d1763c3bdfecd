import { withoutGit } from './without-git.js';
import { nodeLines, packageManagers, type NodeLine, type PackageManager } from '../../src/define/words.js';
import { envOf } from '../../src/plan/env-of.js';
import { composeNew } from '../../src/plan/compose-service.js';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import { piecesOf, selectPieces } from '../../src/plan/select.js';
import type { Repo } from '../../src/repo/repo.js';

const catalogue = loadCatalogue();

export interface Build {
  readonly packageManager: PackageManager;
  readonly node: NodeLine;
}

/** All ways to build; the files of a target must work with each. */
export const builds: readonly Build[] = packageManagers.flatMap((packageManager) =>
  nodeLines.map((node) => ({ packageManager, node })),
);

/** The full preset on a target: texts by path, and its environment variables. */
export function emittedOn(target: string, { packageManager, node }: Build, framework = 'express') {
  const found = catalogue.frameworks.find(({ id }) => id === framework);
  if (found === undefined) throw new Error(`No framework "${framework}".`);
  const pieces = piecesOf('full', found, catalogue);
  const answers = { name: '@scope/Svc', framework, target, preset: 'full', options: {} } as const;
  const emitted = composeNew({
    answers: { ...answers, pieces, packageManager, node },
    catalogue,
    secret: () => 'hQ8vXn2mRt5yLc9wZk4sBf7gJd3pAeu6oViTxMzKqNbE',
  });
  const files = new Map(emitted.map(({ path, text }) => [path, text]));
  const env = envOf(found, selectPieces({ answers: { pieces, options: {} }, framework: found, catalogue }));
  const text = (path: string): string => {
    const content = files.get(path);
    if (content === undefined) throw new Error(`${path} is not emitted.`);
    return content;
  };
  return { files, text, env, nodeFlags: found.nodeFlags };
}

/** Texts as a repository, for probes and resolvers. */
export const repoOf = (files: ReadonlyMap<string, string>): Repo => ({
  root: '',
  files: [...files.keys()].sort(),
  git: withoutGit,
  unread: [],
  read: (path) => files.get(path),
  has: (path) => files.has(path),
  digest: () => '',
});

/** The value in an environment template, commented out or not. */
export const shown = (template: string, name: string): string | undefined =>
  new RegExp(`^# *${name}=(.*)$|^${name}=(.*)$`, 'm')
    .exec(template)
    ?.slice(1)
    .find((value) => value !== undefined);
