import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { frameworks } from '../../generators/frameworks/index.js';
import { pieces } from '../../generators/pieces/index.js';
import { targets } from '../../generators/targets/index.js';
import { compileTemplates } from '../../src/build/templates.js';
import type { Catalogue } from '../../src/plan/catalogue.js';
import { templateRuntime, type Layers, type Runtime } from '../../src/plan/render.js';
import type { Plan } from '../../src/plan/plan.js';

/** The fixtures are folders: case.json, input/, and what comes of it in expected/ or refusal.txt and pasted/. */
export interface Case {
  readonly name: string;
  readonly folder: string;
  /** The set of packages that it runs with, by test/e2e/support/installed.ts. */
  readonly install: string;
  /** The package of a workspace in which the command runs. */
  readonly dir?: string;
  readonly pieces: readonly string[];
}

const here = fileURLToPath(new URL('../repos', import.meta.url));

export const shapes = (): readonly Case[] => casesIn(here);
export const refusedShapes = (): readonly Case[] => casesIn(join(here, 'refused'));

function casesIn(folder: string): readonly Case[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'case.json')))
    .sort()
    .map((name) => ({
      name,
      folder: join(folder, name),
      ...(JSON.parse(readFileSync(join(folder, name, 'case.json'), 'utf8')) as Pick<
        Case,
        'install' | 'dir' | 'pieces'
      >),
    }));
}

/** A copy of a fixture's input, to be changed and thrown away. */
export function copyOf(input: string): { root: string; remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), 'rampart-add-'));
  cpSync(input, root, { recursive: true });
  return {
    root,
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Writes a plan without a journal: the tests of src/commit/ have that. */
export function write(plan: Plan): void {
  for (const { path, after } of plan.changes) {
    const file = join(plan.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, after);
  }
}

/**
 * Every file below a folder, by path; the version of the generator and its hashes of it would change with
 * each release.
 */
export function filesOf(folder: string, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    readdirSync(join(folder, prefix))
      .filter((name) => name !== 'node_modules')
      .sort()
      .flatMap((name) => {
        const path = prefix === '' ? name : `${prefix}/${name}`;
        if (lstatSync(join(folder, path)).isDirectory()) return Object.entries(filesOf(folder, path));
        return [[path, readFileSync(join(folder, path), 'utf8')]];
      }),
  );
}

/** The same development secret each time, so that expected files are stable. */
export const fixedSecret = (name: string): string =>
  `dev_${createHash('sha256').update(name).digest('base64url')}`;

/**
 * What this checkout can generate, with templates compiled as the build does it, and every version of the
 * one real package.json.
 */
export async function checkedOutCatalogue(): Promise<Catalogue> {
  const folder = fileURLToPath(new URL('../../templates', import.meta.url));
  const module = `data:text/javascript;base64,${Buffer.from(compileTemplates(folder)).toString('base64')}`;
  const { layers } = (await import(/* @vite-ignore */ module)) as { layers: (from: Runtime) => Layers };
  return { frameworks, targets, pieces, layers: layers(templateRuntime), versions: allVersions(folder) };
}

function allVersions(folder: string): Record<string, string> {
  const lists = JSON.parse(readFileSync(join(folder, 'versions/package.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  return { ...lists['dependencies'], ...lists['devDependencies'] };
}
