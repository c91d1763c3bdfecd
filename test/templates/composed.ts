import { existsSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readTemplates, type TemplateFile } from '../../src/build/templates.js';
import type { Framework } from '../../src/define/framework.js';
import { joinParts } from '../../src/plan/join/join-parts.js';
import { mainOf } from '../../src/plan/join/part-names.js';

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
  const flags = ['--yes', '--no-install', '--no-git', '--no-verify'];
  const args = [join(root, 'dist/rampart.cjs'), 'new', folder, ...flags, '--framework', framework.id];
  const done = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 60_000 });
  if (done.status !== 0) throw new Error(`"new" ended with ${String(done.status)}: ${done.stderr}`);
  const layers = new Set(['any', ...framework.adapters]);
  const groups = new Map<string, TemplateFile[]>();
  for (const file of all.filter((one) => isOf(one, layers))) {
    const path = emitted(file.path);
    const main = mainOf(path) ?? path;
    groups.set(main, [...(groups.get(main) ?? []), file]);
  }
  const templates = [...groups]
    .map(([path, files]) => [path, mainFirst(path, behind(path, files, folder)).map(pathOf)] as const)
    .filter(([, behindIt]) => behindIt.length > 0);
  return { name: framework.id, folder, templates: new Map(templates) };
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
