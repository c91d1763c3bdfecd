import { ownOf } from '../own.js';
import type { Framework } from '../define/framework.js';
import { majorOf } from '../repo/versions.js';
import type { DetectedRepo } from '../repo/detected-repo.js';
import type { Refusal } from '../wire/refusal.js';
import { version, type Catalogue } from './catalogue.js';
import type { Brought } from './brought.js';
import { sha256 } from '../sha256.js';
import type { Manifest } from '../define/manifest.js';

/** Reasons against the whole plan, found before anything is written. */
export function unmetPrecondition(
  repo: DetectedRepo,
  brought: Brought,
  { framework, catalogue }: { readonly framework: Framework; readonly catalogue: Catalogue },
): Refusal | undefined {
  const { package: file, layout, compiler } = repo;
  const entry = repo.apps[0]?.site.source.path ?? '';
  if (layout.language === 'js' && file.type === 'module' && entry.endsWith('.cjs'))
    return manual(
      `${entry} is CommonJS in a package whose .js files are ES modules, so it cannot require ours`,
      'Rename it to .js or .mjs with imports, or remove "type": "module".',
    );
  const typescript = file.declared['typescript'];
  if (layout.language === 'ts' && typescript !== undefined && (majorOf(typescript) ?? 5) < 5)
    return manual(
      `our files need TypeScript 5 or newer, and package.json declares ${typescript}`,
      'Raise typescript first, then run the same command again.',
    );
  if (layout.language === 'ts' && compiler?.interop === 'no' && brought.defaults.length > 0)
    return manual(
      `our files import the default of ${brought.defaults.join(', ')}, ` +
        'which needs "esModuleInterop": true in tsconfig.json',
      'Set it (imports of the form `import * as x` may need a change), then run the same command again.',
    );
  const other = brought.packages.find((name) => {
    const declared = file.declared[name];
    const theirs = declared === undefined ? undefined : majorOf(declared);
    // The repo chooses the framework's version; our code works with every major that we recognise.
    return (
      !framework.packages.includes(name) &&
      theirs !== undefined &&
      theirs !== majorOf(version(catalogue, name))
    );
  });
  if (other === undefined) return undefined;
  const ours = version(catalogue, other);
  return manual(
    `our files need ${other} ${ours}, and package.json declares ${file.declared[other] ?? ''}; ` +
      'existing versions are never changed',
    `Move to ${other} ${majorOf(ours) ?? ''} first, then run the same command again.`,
  );
}

/** Our files whose path is taken, or that were edited since we wrote them and would change now. */
export function conflictsOf(repo: DetectedRepo, wanted: ReadonlyMap<string, string>): readonly string[] {
  return [...wanted].flatMap(([path, text]) => {
    if (!isThere(repo, path)) return [];
    const now = repo.reader.text(path);
    return now === text || isOurs(path, now, repo.manifest) ? [] : [path];
  });
}

const isThere = ({ reader }: DetectedRepo, path: string): boolean =>
  reader.text(path) !== undefined || reader.tree.paths.has(path);

/** Whether the file is unchanged since we wrote it. */
export const isOurs = (path: string, text: string | undefined, manifest: Manifest | undefined): boolean =>
  text !== undefined && ownOf(manifest?.files, path)?.sha256 === sha256(text);

export const conflict = (paths: readonly string[]): Refusal => ({
  ...manual(
    `these files are yours, or were edited since, and would be overwritten: ${paths.join(', ')}`,
    'Move or rename them, or restore what rampart wrote, then run the same command again.',
  ),
  exit: 'conflict',
});

export const manual = (reason: string, next: string): Refusal => ({
  kind: 'refusal',
  exit: 'manual',
  reason,
  where: '',
  frame: '',
  statements: '',
  patch: '',
  next,
});
