import type { Answers } from '../define/answers.js';
import type { Framework } from '../define/framework.js';
import type { Target } from '../define/target.js';
import { contributionsOf } from './contributions-of.js';
import { managerNamed } from './package-managers.js';
import { version, type Catalogue } from './catalogue.js';
import type { Chosen } from './chosen.js';

/** Prints package.json of a new service: exact versions, sorted, and only what this composition needs. */
export function printPackageJson({
  answers,
  framework,
  target,
  chosen,
  catalogue,
}: {
  readonly answers: Answers;
  readonly framework: Framework;
  readonly target: Target;
  readonly chosen: readonly Chosen[];
  readonly catalogue: Catalogue;
}): string {
  const parts = contributionsOf(framework, chosen, target);
  const versions = (names: readonly string[]): Record<string, string> =>
    Object.fromEntries([...new Set(names)].sort().map((name) => [name, version(catalogue, name)]));
  const engines = parts.findLast((part) => part.engines !== undefined)?.engines;
  const { packageManager, engines: managers } = managerNamed(answers);
  // A workspace names its package manager at the root.
  const named = answers.within?.workspace ? undefined : packageManager;
  const manifest = {
    name: answers.name,
    version: '0.1.0',
    private: true,
    type: 'module',
    ...(engines !== undefined && { engines: { node: engines, ...managers } }),
    ...(named !== undefined && { packageManager: named }),
    scripts: Object.assign({}, framework.scripts, ...parts.map((part) => part.scripts ?? {})) as object,
    dependencies: versions([...framework.packages, ...chosen.flatMap(({ fit }) => fit.packages)]),
    devDependencies: versions([
      ...framework.devPackages,
      ...chosen.flatMap(({ fit }) => fit.devPackages ?? []),
    ]),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
