import { posix } from 'node:path';
import type { Finding } from '../../define/probe.js';
import type { History } from '../../repo/git/history.js';
import { membersOf } from '../../repo/workspace.js';
import { fail, inconclusive, notApplicable, onRepo, pass, verdictOf } from '../probe.js';
import { isSample, dockerfilesOf } from '../../repo/container-files.js';
import { templatesOf } from '../../repo/named-settings.js';
import type { Repo } from '../../repo/repo.js';
import { unread } from '../unread.js';

const isTemplate = (path: string): boolean => /\.(?:example|template|sample|dist)$/.test(path);
const isSettings = (path: string): boolean =>
  /(^|\/)(?:\.env(?:[._-][\w.-]+)?|[\w-]+\.env)$/.test(path) && !isTemplate(path);

interface Tracked {
  readonly tracked: readonly string[];
  /** Files that were in git once, or are on another branch; relative to the folder. */
  readonly added: readonly { readonly path: string; readonly commit: string }[];
  /** How far the search went, for the text of a pass. */
  readonly seen: string;
  /** Why the search is incomplete; '' if it is complete. */
  readonly unseen: string;
}

export const tracksNoEnvFiles = onRepo<Tracked>({
  id: 'tracks-no-env-files',
  question: 'Is no file of real settings tracked by git, now or in its history?',
  exercise: async ({ git }) => {
    const [tracked, known, whole] = [git.tracked(), git.knownHistory(), git.history()];
    const now = tracked.told === 'yes' ? tracked.value.filter(isSettings) : [];
    const old = known.told === 'yes' ? known.value.added.filter(({ path }) => isSettings(path)) : [];
    const mine = old.flatMap(({ path, commit }) => {
      const own = seenFrom(git.prefix, path);
      return own === undefined || now.includes(own) ? [] : [[own, commit] as const];
    });
    return {
      tracked: now,
      added: [...new Map(mine)].map(([path, commit]) => ({ path, commit })),
      seen: whole.told === 'yes' ? extentOf(whole.value) : '',
      unseen: [tracked, whole].flatMap((each) => (each.told === 'no' ? [each.because] : []))[0] ?? '',
    };
  },
  read: ({ tracked, added, seen, unseen }) => {
    const found = [
      ...tracked.map((path) =>
        fail(`${path} is tracked: run git rm --cached ${path}, and change every secret in it`, path),
      ),
      ...added.map(({ path, commit }) =>
        fail(
          `${path} is in the history (commit ${commit.slice(0, 10)}): change every secret that it held`,
          path,
        ),
      ),
    ];
    if (found.length === 0 && unseen !== '') return [inconclusive(unseen)];
    return verdictOf(found, pass(`no settings file is tracked, nor was one added in ${seen}`));
  },
});

const extentOf = ({ commits }: History): string =>
  commits === 0
    ? 'a history that has no commit yet'
    : `${commits} ${commits === 1 ? 'commit' : 'commits'} (all that ` +
      'branches, tags, stashes and worktrees reach, as git records them)';

/**
 * A path of the repository relative to the folder, if it is in the folder or directly in a folder above;
 * undefined for other services' files.
 */
function seenFrom(prefix: string, path: string): string | undefined {
  const folder = posix.dirname(path);
  const isAbove = folder === '.' || `${prefix}/`.startsWith(`${folder}/`);
  return isAbove || prefix === '' || path.startsWith(`${prefix}/`) ? posix.relative(prefix, path) : undefined;
}

interface Ignored {
  /** Why git could not be asked; '' if it could. */
  readonly unseen: string;
  readonly ignored: readonly string[];
  readonly names: readonly string[];
  readonly templates: readonly string[];
  /** The number of folders, named in rules or by packages, that were not checked. */
  readonly foldersLeft: number;
}

const names = [
  '.env',
  '.env.local',
  '.env.development',
  '.env.development.local',
  '.env.staging',
  '.env.production',
  '.env.production.local',
  '.env.test.local',
];

/** Asks git, by the rules that everybody has, not by rules of this clone or user. A tracked file is not ignored. */
export const ignoresEnvFiles = onRepo<Ignored>({
  id: 'ignores-env-files',
  question: 'Does git ignore every settings file, and keep the templates?',
  exercise: async (repo) => {
    const templates = templatesOf(repo);
    const { folders, left } = foldersWithRules(repo);
    const everywhere = ['', ...folders].flatMap((folder) => names.map((name) => posix.join(folder, name)));
    const asked = [...new Set([...everywhere, ...untrackedSettings(repo)])];
    const ignored = repo.git.ignored([...asked, ...templates], 'shared');
    return {
      unseen: ignored.told === 'no' ? ignored.because : '',
      ignored: ignored.told === 'yes' ? [...ignored.value] : [],
      names: asked,
      templates,
      foldersLeft: left,
    };
  },
  read: ({ unseen, ignored, names: asked, templates, foldersLeft }) => {
    if (unseen !== '') return [inconclusive(`git cannot be asked what it ignores: ${unseen}`)];
    const open = asked.filter((name) => !ignored.includes(name));
    const hidden = templates.filter((name) => ignored.includes(name));
    return verdictOf(
      [
        ...(open.length > 0 ? [fail(`git would add ${some(open)}`, '.gitignore')] : []),
        ...hidden.map((name) => fail(`git ignores the template ${name}`, '.gitignore')),
        ...(foldersLeft > 0
          ? [inconclusive(`${foldersLeft} more folders have rules or a package of their own`)]
          : []),
      ],
      pass(
        `git ignores ${asked.length} of ${asked.length} usual names (${some(asked)}), ` +
          `and keeps ${templates.length} templates`,
      ),
    );
  },
});

const most = { folders: 200, shown: 8 };

const some = (all: readonly string[]): string =>
  all.length > most.shown
    ? `${all.slice(0, most.shown).join(', ')} and ${all.length - most.shown} more`
    : all.join(', ');

/**
 * Subfolders where a rule includes settings again, or where a package has its own. Folders of samples are
 * left out.
 */
function foldersWithRules(repo: Repo): { readonly folders: readonly string[]; readonly left: number } {
  const takenBack = repo.files
    .filter((path) => posix.basename(path) === '.gitignore' && !isSample(path))
    .flatMap((path) => foldersTakenBack(posix.dirname(path), repo.read(path) ?? ''));
  const all = [...new Set([...takenBack, ...membersOf(repo.root)])].filter((folder) => folder !== '.');
  return { folders: all.slice(0, most.folders), left: Math.max(0, all.length - most.folders) };
}

/** `!config/.env` concerns config. For a pattern of folders, a made-up name is used. */
const foldersTakenBack = (folder: string, text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .filter((line) => line.startsWith('!'))
    .map((line) => posix.dirname(line.slice(1).replace(/^\//, '').trim()))
    .map((named) => named.split('/').map((part) => (/[*?[\\]/.test(part) ? 'any-folder' : part)))
    .map((parts) => posix.join(folder, ...parts));

/** Settings files that are not in git, but that the next "git add ." would add. */
function untrackedSettings({ files, git }: Repo): readonly string[] {
  const tracked = git.tracked();
  const known = new Set(tracked.told === 'yes' ? tracked.value : []);
  return files.filter((path) => isSettings(path) && !known.has(path));
}

interface Image {
  readonly path: string;
  /** The ignore file of this image's build. */
  readonly ignoreFile: string;
  /** Settings files that the ignore file does not exclude; undefined if it could not be read. */
  readonly open: readonly string[] | undefined;
  readonly copies: 'all' | 'some';
}

interface Images {
  readonly images: readonly Image[];
}

export const keepsEnvFilesOutOfImages = onRepo<Images>({
  id: 'keeps-env-files-out-of-images',
  question: 'Does no settings file reach an image?',
  exercise: async (repo) => ({ images: dockerfilesOf(repo).map((path) => imageOf(repo, path)) }),
  read: ({ images }) => {
    if (images.length === 0) return [notApplicable('no image is built here')];
    const files = [...new Set(images.map(({ ignoreFile }) => ignoreFile))];
    return verdictOf(
      images.flatMap(faultIn),
      pass(`${files.join(', ')} keeps settings files out of the build context`),
    );
  },
});

function faultIn({ path, ignoreFile, open, copies }: Image): readonly Finding[] {
  if (open === undefined) return [unread({ path: ignoreFile, why: 'could not be read' })];
  if (open.length === 0) return [];
  return copies === 'all'
    ? [fail(`the whole folder is copied, ${open.join(', ')} with it: ${ignoreFile} lets it through`, path)]
    : [fail(`${ignoreFile} lets ${open.join(', ')} into the build context`, ignoreFile)];
}

/**
 * `Dockerfile.dockerignore` beside `Dockerfile` replaces the folder's ignore file:
 * docs.docker.com/build/concepts/context
 */
function imageOf(repo: Repo, path: string): Image {
  const own = `${path}.dockerignore`;
  const ignoreFile = repo.files.includes(own) ? own : '.dockerignore';
  const isThere = repo.files.includes(ignoreFile);
  const text = isThere ? repo.read(ignoreFile) : '';
  return {
    path,
    ignoreFile,
    open: text === undefined ? undefined : contextNames.filter((name) => !isExcluded(name, rulesIn(text))),
    copies: copiesAll.test(repo.read(path) ?? '') ? 'all' : 'some',
  };
}

const contextNames = ['.env', '.env.local', '.env.production'];
const copiesAll = /^\s*(?:COPY|ADD)\s+(?:--\S+\s+)*(?:\.\/?\s|\[\s*"\.\/?"|\.env)/im;

const rulesIn = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

/** Whether the rules exclude a name at the root: the last matching rule decides, as in Docker. */
function isExcluded(name: string, rules: readonly string[]): boolean {
  let excluded = false;
  for (const rule of rules) {
    const negated = rule.startsWith('!');
    const pattern = rule
      .replace(/^!/, '')
      .replace(/^\/|^\*\*\//, '')
      .replace(/\/$/, '');
    const body = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*+/g, '[^/]*')
      .replace(/\?/g, '[^/]');
    if (new RegExp(`^${body}$`).test(name)) excluded = !negated;
  }
  return excluded;
}
