import { sha256 } from '../sha256.js';
import type { Answers } from '../define/answers.js';
import { manifestPath, basePath, type Manifest } from '../define/manifest.js';
import type { DetectedRepo } from '../repo/detected-repo.js';
import type { Brought } from './brought.js';
import { baseText } from './base-text.js';
import { changesOf } from './changes-of.js';
import { landing } from './dialect.js';
import { manifestFiles } from './manifest.js';
import type { Change } from './plan.js';
import { rootTemplate } from './root-template.js';

/** Written only if something else changes, so that a second run changes nothing. */
export function manifestChanges({
  repo,
  answers,
  changes,
  sources,
  documents,
}: {
  readonly repo: DetectedRepo;
  readonly answers: Answers;
  readonly changes: readonly Change[];
  readonly sources: Brought['sources'];
  readonly documents: Brought['documents'];
}): readonly Change[] {
  if (changes.length === 0 && repo.manifest !== undefined) return [];
  const assembled = new Set([rootTemplate, 'src/config.ts'].map((path) => landing(path, repo.layout)));
  const files = [...sources, ...documents]
    .map(([path, text]) => ({
      path,
      text,
      owner: assembled.has(path) ? ('assembled' as const) : ('owned' as const),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const [manifest, base] = manifestFiles({ answers, layout: repo.layout, files });
  const texts = new Map([
    [manifestPath, manifestText(manifest?.text ?? '{}', repo, changes)],
    [basePath, base?.text ?? baseText({})],
  ]);
  return changesOf(texts, 'owned', repo);
}

/**
 * The manifest with the user's files that we changed too. Their hash is the one at that time, since users go
 * on editing.
 */
function manifestText(text: string, repo: DetectedRepo, changes: readonly Change[]): string {
  const { rampart, files: ours, ...rest } = JSON.parse(text) as Manifest;
  const touched = changes
    .filter(({ path, privacy }) => !Object.hasOwn(ours, path) && privacy !== 'secret')
    .map(({ path, owner, after }) => [path, { owner, sha256: sha256(after) }] as const);
  const earlier = Object.entries(repo.manifest?.files ?? {}).filter(([, { owner }]) => owner !== 'owned');
  const all = { ...Object.fromEntries(earlier), ...Object.fromEntries(touched), ...ours };
  const files = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ rampart, origin: 'add', ...rest, files }, null, 2)}\n`;
}
