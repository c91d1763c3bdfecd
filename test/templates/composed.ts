import { existsSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readTemplates, type TemplateFile } from '../../src/build/templates.js';
import type { Framework } from '../../src/define/framework.js';

const root = join(import.meta.dirname, '../..');
const all = readTemplates(join(root, 'templates'));

/** A service with all pieces, and the template behind each of its files. */
export interface Composed {
  readonly name: string;
  readonly folder: string;
  /** 'src/security/cors.ts' -> 'templates/pieces/cors/connect/src/security/cors.ts' */
  readonly templates: ReadonlyMap<string, string>;
}

export function composed(framework: Framework, below: string): Composed {
  const folder = join(below, framework.id);
  const flags = ['--yes', '--preset', 'full', '--no-install', '--no-git', '--no-verify'];
  const args = [join(root, 'dist/rampart.cjs'), 'new', folder, ...flags, '--framework', framework.id];
  const done = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 60_000 });
  if (done.status !== 0) throw new Error(`"new" ended with ${String(done.status)}: ${done.stderr}`);
  const layers = new Set(['any', ...framework.adapters]);
  const templates = all
    .filter((file) => isOf(file, layers) && isBehind(file, folder))
    .map((file) => [file.path.replace(/\.hbs$/, ''), pathOf(file)] as const);
  return { name: framework.id, folder, templates: new Map(templates) };
}

/** Every template that a compiler can read: what is in no service was looked at by nobody. */
export const compilable = (): readonly string[] =>
  all.map(pathOf).filter((path) => /\.[cm]?ts(\.hbs)?$/.test(path));

const pathOf = ({ layer, path }: TemplateFile): string => `templates/${layer}/${path}`;

const isOf = ({ layer }: TemplateFile, layers: ReadonlySet<string>): boolean =>
  layers.has(layer.split('/').at(-1) ?? '');

function isBehind({ path, text }: TemplateFile, folder: string): boolean {
  const file = join(folder, path.replace(/\.hbs$/, ''));
  if (!existsSync(file)) return false;
  return path.endsWith('.hbs') || readFileSync(file, 'utf8') === text;
}
