import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import { planAdd } from '../../src/plan/add.js';
import type { Catalogue } from '../../src/plan/catalogue.js';
import type { Plan } from '../../src/plan/plan.js';
import { detectRepo } from '../../src/repo/detect.js';
import { isRefusal, type Refusal } from '../../src/wire/refusal.js';

export type Files = Readonly<Record<string, string | Buffer>>;

/** Makes folders of a few files, and removes them when the tests of the file are over. */
export function smallRepos(): (files: Files) => string {
  const made: string[] = [];
  afterAll(() => made.forEach((root) => rmSync(root, { recursive: true, force: true })));
  return (files) => {
    const root = mkdtempSync(join(tmpdir(), 'rampart-plan-'));
    made.push(root);
    put(root, files);
    return root;
  };
}

export function put(root: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Writes what a plan would. */
export function carryOut(plan: Plan): void {
  put(plan.root, Object.fromEntries(plan.changes.map(({ path, after }) => [path, after])));
}

const loaded = loadCatalogue();
const secret = (name: string): string => `secret-of-${name}`;

export const askedFor = (
  root: string,
  pieces: readonly string[],
  catalogue: Catalogue = loaded,
): Plan | Refusal => planAdd({ repo: detectRepo(root), pieces, catalogue, secret });

export function planned(root: string, pieces: readonly string[], catalogue?: Catalogue): Plan {
  const plan = askedFor(root, pieces, catalogue);
  if (isRefusal(plan)) throw new Error(plan.reason);
  return plan;
}

export function refused(root: string, pieces: readonly string[], catalogue?: Catalogue): Refusal {
  const refusal = askedFor(root, pieces, catalogue);
  if (!isRefusal(refusal)) throw new Error('was not refused');
  return refusal;
}

/** The new text of a file, or '' where the plan leaves it. */
export const textIn = ({ changes }: Plan, path: string): string =>
  changes.find((change) => change.path === path)?.after ?? '';

export const pathsIn = ({ changes }: Plan): readonly string[] => changes.map(({ path }) => path);

export const packageJson = (declared: Readonly<Record<string, string>>, more: object = {}): string =>
  `${JSON.stringify({ name: 'small', ...more, dependencies: declared }, null, 2)}\n`;
