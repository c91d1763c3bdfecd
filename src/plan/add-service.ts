import type { Answers } from '../define/answers.js';
import type { DetectedRepo } from '../repo/detected-repo.js';
import { appendKeys, appendRules } from './merge/lines.js';
import { mergePackageJson } from './merge/merge-package-json.js';
import type { Refusal } from '../wire/refusal.js';
import type { AddRequest } from './add-request.js';
import { conflict, isOurs } from './preconditions.js';
import { composeNew } from './compose-service.js';
import type { Emitted } from './emitted.js';
import { packageManagerCommands } from './package-managers.js';
import type { Change, Plan } from './plan.js';
import type { Manifest } from '../define/manifest.js';

/**
 * The plan of `add` for a service that rampart made. It composes the service again with the new pieces and
 * compares it with the disk. An unedited file gets its new text. An edited one is merged by keys or lines if
 * possible; otherwise all is refused, unless its text would not change.
 */
export function addToService(
  { repo, pieces, catalogue, secret }: AddRequest,
  manifest: Manifest,
): Plan | Refusal {
  const before = manifest.answers;
  const answers: Answers = { ...before, pieces: [...new Set([...before.pieces, ...pieces])] };
  const composed = composeNew({ answers: before, catalogue, secret: same });
  const theirs = new Set(composed.filter((file) => isTheirs(file, repo, manifest)).map(({ path }) => path));
  const old = new Map(composed.map((file) => [file.path, file.text]));
  const files = composeNew({ answers, catalogue, secret: same, theirs });
  const conflicts: string[] = [];
  const changes: Change[] = [];
  for (const file of files) {
    if (old.get(file.path) === file.text && repo.reader.text(file.path) !== undefined) continue;
    const outcome = changeOf({ file, repo, manifest, secret });
    if (outcome === 'conflict') conflicts.push(file.path);
    else changes.push(...outcome);
  }
  if (conflicts.length > 0) return conflict(conflicts);
  const hasWork = changes.some(({ path }) => !isBookkeeping(path));
  const installs = changes.some(({ path }) => path === 'package.json');
  return {
    root: repo.root,
    command: 'add',
    changes: hasWork ? changes : [],
    notes: installs
      ? [
          `Dependencies were added to package.json. Run: ${packageManagerCommands[answers.packageManager].install}`,
        ]
      : [],
  };
}

/** A file that existed before the service, so the manifest does not list it. */
const isTheirs = ({ path, privacy }: Emitted, repo: DetectedRepo, { files }: Manifest): boolean =>
  privacy !== 'secret' &&
  !isBookkeeping(path) &&
  !Object.hasOwn(files, path) &&
  repo.reader.text(path) !== undefined;

/** A fixed text for each secret, so that the two compositions can be compared. Written files get real secrets. */
const same = (name: string): string => `\0${name}\0`;

const isBookkeeping = (path: string): boolean => path === 'rampart.json' || path === '.rampart/base.json';

function changeOf({
  file,
  repo,
  manifest,
  secret,
}: {
  readonly file: Emitted;
  readonly repo: DetectedRepo;
  readonly manifest: Manifest;
  readonly secret: (name: string) => string;
}): readonly Change[] | 'conflict' {
  const { path, owner, mode, privacy } = file;
  const before = repo.reader.text(path);
  const extra = { ...(mode !== undefined && { mode }), ...(privacy !== undefined && { privacy }) };
  const text = file.text.replace(/\0([A-Z0-9_]+)\0/g, (_, name: string) => secret(name));
  if (before === undefined) return [{ path, kind: 'create', after: text, owner, ...extra }];
  const update = (after: string): readonly Change[] =>
    after === before ? [] : [{ path, kind: 'update', before, after, owner, ...extra }];
  if (privacy === 'secret') return update(appendKeys(before, text));
  if (isBookkeeping(path) || isOurs(path, before, manifest)) return update(text);
  if (path === 'package.json') return update(mergePackageJson(before, additionsIn(text)));
  if (/^\.(git|docker)ignore$/.test(path)) return update(appendRules(before, text.split('\n')));
  if (path.startsWith('.env')) return update(appendKeys(before, text));
  return before === text ? [] : 'conflict';
}

function additionsIn(text: string): Parameters<typeof mergePackageJson>[1] {
  const json = JSON.parse(text) as Partial<Parameters<typeof mergePackageJson>[1]>;
  return {
    dependencies: json.dependencies ?? {},
    devDependencies: json.devDependencies ?? {},
    scripts: json.scripts ?? {},
    engines: json.engines ?? {},
  };
}
