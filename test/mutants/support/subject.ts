import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { pieces } from '../../../generators/pieces/index.js';
import type { Framework } from '../../../src/define/framework.js';
import { resolved, type FileEdit, type Mutant } from './mutant.js';

const root = join(import.meta.dirname, '../../..');

/** Which service: a framework on a target. */
export interface Asked {
  readonly framework: Framework;
  readonly target: string;
}

export interface Subject {
  readonly folder: string;
  readonly modules: string;
  readonly framework: Framework;
}

/** A service as `rampart new` makes it, its packages installed once and kept in .cache until it asks for others. */
export function makeSubject({ framework, target }: Asked): Subject {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-subject-'));
  const service = join(folder, 'service');
  const answers = ['--framework', framework.id, '--target', target];
  run(
    process.execPath,
    [join(root, 'dist/rampart.cjs'), 'new', service, '--yes', '--no-install', '--no-git', ...answers],
    folder,
  );
  const key = createHash('sha256')
    .update(readFileSync(join(service, 'package.json')))
    .digest('hex')
    .slice(0, 16);
  const cache = join(root, '.cache/kill-matrix', key);
  if (!existsSync(join(cache, 'node_modules/.package-lock.json'))) {
    mkdirSync(cache, { recursive: true });
    cpSync(join(service, 'package.json'), join(cache, 'package.json'));
    run(
      'npm',
      // with development dependencies: one may make the document
      ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--engine-strict=false'],
      cache,
    );
  }
  cpSync(join(cache, 'package-lock.json'), join(service, 'package-lock.json'));
  rmSync(join(service, 'SECURITY-STATUS.md'), { force: true });
  compileAll(service);
  run('git', ['init', '--quiet'], service); // controls about what is tracked ask it
  return { folder: service, modules: join(cache, 'node_modules'), framework };
}

/** A copy of the subject with the edits made, and only what they touch compiled anew. */
export function copyWith(subject: Subject, mutants: readonly Mutant[]): string {
  const copy = mkdtempSync(join(tmpdir(), 'rampart-mutant-'));
  cpSync(subject.folder, copy, { recursive: true });
  const editsOf = ({ edits }: Mutant): readonly FileEdit[] => resolved(edits, subject.framework, pieces);
  for (const edit of mutants.flatMap(editsOf)) apply(copy, edit);
  compileAll(copy);
  const committed = mutants.filter(({ git }) => git === 'committed').flatMap(editsOf);
  if (committed.length > 0)
    commit(
      copy,
      committed.map(({ file }) => file),
    );
  symlinkSync(subject.modules, join(copy, 'node_modules'), 'dir');
  return copy;
}

function apply(folder: string, edit: FileEdit): void {
  const path = join(folder, edit.file);
  if ('remove' in edit) {
    if (!existsSync(path)) throw new Error(`${edit.file} is not there to be removed`);
    rmSync(path);
    return;
  }
  if ('create' in edit) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, edit.create);
    return;
  }
  const text = readFileSync(path, 'utf8');
  const found = text.split(edit.find).length - 1;
  if (found !== 1)
    throw new Error(`expected once in ${edit.file}, found ${found} times: ${edit.find.slice(0, 80)}`);
  writeFileSync(
    path,
    text.replace(edit.find, () => edit.replace),
  );
}

/** Types are stripped file by file; a mutant need not type-check, it must only run. */
function compileAll(folder: string): void {
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  for (const name of readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const out = join(folder, 'dist', name.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(out, compiled(readFileSync(join(folder, 'src', name), 'utf8')));
  }
}

const outputs = new Map<string, string>();

/** By TypeScript itself: decorators need the types of what they are on, which esbuild does not write down. */
function compiled(source: string): string {
  const known = outputs.get(source);
  if (known !== undefined) return known;
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
    },
  });
  outputs.set(source, outputText);
  return outputText;
}

/** What git ignores is left out, apart from the files of the mutant itself. */
function commit(folder: string, forced: readonly string[]): void {
  run('git', ['init', '-q'], folder);
  run('git', ['add', '-A'], folder);
  run('git', ['add', '-f', '--', ...forced], folder);
  run(
    'git',
    ['-c', 'user.name=rampart', '-c', 'user.email=rampart@localhost', 'commit', '-q', '-m', 'all'],
    folder,
  );
}

const run = (command: string, args: readonly string[], cwd: string): void =>
  void execFileSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 });
