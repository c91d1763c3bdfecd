import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { readTemplates, type TemplateFile } from '../../src/build/templates.js';
import type { Framework } from '../../src/define/framework.js';
import { joinParts } from '../../src/plan/join/join-parts.js';
import { mainOf } from '../../src/plan/join/part-names.js';
import { templateImports } from '../../src/plan/template-imports.js';

const root = join(import.meta.dirname, '../..');
const all = readTemplates(join(root, 'templates'));

/** A service with all pieces, and the templates behind each of its files. */
export interface Composed {
  readonly name: string;
  readonly folder: string;
  /** 'src/security/cors.ts' -> 'templates/pieces/cors/connect/src/security/cors.ts', and the parts joined into it. */
  readonly templates: ReadonlyMap<string, readonly string[]>;
}

export function composed(framework: Framework, below: string): Composed {
  const folder = join(below, framework.id);
  const flags = ['--yes', '--preset', 'full', '--no-install', '--no-git', '--no-verify'];
  const args = [join(root, 'dist/rampart.cjs'), 'new', folder, ...flags, '--framework', framework.id];
  const done = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 60_000 });
  if (done.status !== 0) throw new Error(`"new" ended with ${String(done.status)}: ${done.stderr}`);
  const layers = new Set(['any', ...framework.adapters]);
  const groups = new Map<string, TemplateFile[]>();
  for (const file of all.filter((one) => isOf(one, layers))) {
    const path = emitted(file.path);
    const main = isLeftOut(file, folder) ? path : (mainOf(path) ?? path);
    groups.set(main, [...(groups.get(main) ?? []), file]);
  }
  for (const [path, files] of groups) layBeside(path, files, folder);
  const templates = [...groups]
    .map(([path, files]) => [path, mainFirst(path, behind(path, files, folder)).map(pathOf)] as const)
    .filter(([, behindIt]) => behindIt.length > 0);
  return { name: framework.id, folder, templates: new Map(templates) };
}

/** A part of a test is left out with the source that only an existing repo gets, and is then a test of its own here. */
function isLeftOut({ path, text }: TemplateFile, folder: string): boolean {
  const main = mainOf(path);
  return (
    main?.endsWith('.test.ts') === true &&
    templateImports(text).some(
      ({ module }) =>
        module.startsWith('../src/') && !existsSync(join(folder, module.slice(3).replace(/js$/, 'ts'))),
    )
  );
}

/** Sources of pieces that only an existing repo gets, and their tests, are looked at beside those of the service. */
function layBeside(path: string, files: readonly TemplateFile[], folder: string): void {
  const file = join(folder, path);
  const isOfPieces = files.every(({ layer }) => layer.startsWith('pieces/'));
  if (!isOfPieces || !/^(?:src|test)\/.+\.ts$/.test(path) || existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  const joined = joinParts(new Map(files.map((one) => [one.path, one.text])));
  writeFileSync(file, joined.get(path) ?? files[0]?.text ?? '');
}

/** Every template that a compiler can read: what is in no service was looked at by nobody. */
export const compilable = (): readonly string[] =>
  all.map(pathOf).filter((path) => /\.[cm]?ts(\.hbs)?$/.test(path));

const pathOf = ({ layer, path }: TemplateFile): string => `templates/${layer}/${path}`;

const isOf = ({ layer }: TemplateFile, layers: ReadonlySet<string>): boolean =>
  layers.has(layer.split('/').at(-1) ?? '');

/** The templates that an emitted file was made of: one of its path, or a main and its parts. */
function behind(path: string, files: readonly TemplateFile[], folder: string): readonly TemplateFile[] {
  const file = join(folder, path);
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  if (!files.some((one) => emitted(one.path) !== path))
    return files.filter((one) => one.path.endsWith('.hbs') || one.text === text);
  if (files.some((one) => one.path.endsWith('.hbs'))) return files;
  return joinParts(new Map(files.map((one) => [one.path, one.text]))).get(path) === text ? files : [];
}

const mainFirst = (path: string, files: readonly TemplateFile[]): readonly TemplateFile[] =>
  [true, false].flatMap((isMain) => files.filter((one) => (emitted(one.path) === path) === isMain));

const emitted = (path: string): string => path.replace(/\.hbs$/, '');
