import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Answers } from '../define/answers.js';
import {
  nodeLines,
  packageManagers,
  type NodeLine,
  type PackageManager,
  type Preset,
} from '../define/words.js';
import { member, type Catalogue } from '../plan/catalogue.js';
import { piecesOf } from '../plan/select.js';
import { standingOf } from '../repo/standing.js';
import { answerRows } from './answer-rows.js';
import type { Io } from './io.js';
import { nameOfFolder } from './name-of-folder.js';
import type { Row } from './row.js';

/** The answers given so far, by option, file, detection or prompt. Keys are those of answerRows. */
export interface Stated {
  readonly name?: string;
  readonly framework?: string;
  readonly target?: string;
  readonly preset?: string;
  readonly pieces?: readonly string[] | undefined;
  readonly packageManager?: string;
  readonly node?: string;
  readonly install?: 'install' | 'skip';
  readonly git?: 'init' | 'skip';
  /** Whether to verify at the end. Not an answer, since it does not change the service. */
  readonly verify?: 'prove' | 'skip';
}

/** All answers for a new service. */
export interface Request {
  /** An absolute path. */
  readonly root: string;
  readonly answers: Answers;
  readonly install: 'install' | 'skip';
  readonly git: 'init' | 'skip';
  readonly verify: 'prove' | 'skip';
}

/**
 * Answers that need no question: the name from the folder, the package manager of the workspace or the one
 * that started us, and whether there is a repository.
 */
export function detect({
  io,
  dir,
  stated,
}: {
  readonly io: Io;
  readonly dir?: string;
  readonly stated: Stated;
}): Stated {
  const name = dir === undefined ? undefined : nameOfFolder(resolve(io.cwd, dir));
  const root = resolve(io.cwd, dir ?? stated.name ?? 'new');
  const { repository, workspace } = standingOf(root, 'skip');
  const packageManager = workspace?.manager ?? packageManagerOf(io.env['npm_config_user_agent']);
  return {
    ...(name !== undefined && { name }),
    ...(packageManager !== undefined && { packageManager }),
    ...((repository !== '' || workspace !== undefined || existsSync(join(root, '.git'))) && {
      git: 'skip' as const,
    }),
  };
}

/** 'pnpm/10.1.0 npm/? node/v22' -> pnpm. */
const packageManagerOf = (agent = ''): PackageManager | undefined =>
  packageManagers.find((manager) => agent.startsWith(`${manager}/`));

export const missingRows = (stated: Stated): readonly Row[] =>
  answerRows.filter((row) => row.answer === 'asked' && stated[row.key as keyof Stated] === undefined);

/** The answers that --yes takes and prompts offer first. */
export const defaults = (catalogue: Catalogue): Required<Omit<Stated, 'pieces' | 'verify'>> => ({
  name: 'my-service',
  framework: catalogue.frameworks[0]?.id ?? '',
  target: catalogue.targets[0]?.id ?? '',
  preset: 'standard',
  packageManager: packageManagers[0],
  node: nodeLines[0],
  install: 'install',
  git: 'init',
});

/** Fills in the defaults. All given values were checked before. */
export function complete({
  io,
  dir,
  stated,
  catalogue,
}: {
  readonly io: Io;
  readonly dir?: string;
  readonly stated: Stated;
  readonly catalogue: Catalogue;
}): Request {
  const all = { ...defaults(catalogue), ...stated };
  const framework = member(catalogue.frameworks, all.framework, 'framework');
  const preset = all.preset as Preset;
  return {
    root: resolve(io.cwd, dir ?? all.name),
    answers: {
      name: all.name,
      framework: framework.id,
      target: member(catalogue.targets, all.target, 'target').id,
      preset,
      pieces: all.pieces ?? piecesOf(preset, framework, catalogue),
      options: {},
      packageManager: all.packageManager as PackageManager,
      node: all.node as NodeLine,
    },
    install: all.install,
    git: all.git,
    verify: all.verify ?? 'prove',
  };
}
