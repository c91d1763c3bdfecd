import { posix } from 'node:path';
import { fail, inconclusive, onRepo, pass, verdictOf } from '../probe.js';
import { dockerfilesOf } from '../subjects/facts.js';
import { templatesOf } from '../subjects/reading.js';
import type { Repo } from '../subjects/repo.js';

const isTemplate = (path: string): boolean => /\.(?:example|template|sample|dist)$/.test(path);
const isSettings = (path: string): boolean =>
  /(^|\/)(?:\.env(?:[._-][\w.-]+)?|[\w-]+\.env)$/.test(path) && !isTemplate(path);

interface Tracked {
  readonly tracked: readonly string[];
  /** Not tracked any more, or on another branch; relative to the folder. */
  readonly added: readonly { readonly path: string; readonly commit: string }[];
  /** How far the look went: words for a pass. */
  readonly seen: string;
  /** Why the look is not whole; '' where it is. */
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

const extentOf = ({ commits, tips }: { readonly commits: number; readonly tips: number }): string =>
  commits === 0
    ? 'a history that has no commit yet'
    : `${commits} commits, which ${tips} branches, tags and stashes reach (as git records them)`;

/** A path of the repository as its folder sees it: what lies in it, or right in a folder above; undefined for other services' files. */
function seenFrom(prefix: string, path: string): string | undefined {
  const folder = posix.dirname(path);
  const isAbove = folder === '.' || `${prefix}/`.startsWith(`${folder}/`);
  return isAbove || prefix === '' || path.startsWith(`${prefix}/`) ? posix.relative(prefix, path) : undefined;
}

interface Ignored {
  /** Why git could not be asked; '' where it could. */
  readonly unseen: string;
  readonly ignored: readonly string[];
  readonly names: readonly string[];
  readonly templates: readonly string[];
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

/** git itself is asked, by the rules that everybody has: not by those of this clone or of this user. What is tracked is not ignored. */
export const ignoresEnvFiles = onRepo<Ignored>({
  id: 'ignores-env-files',
  question: 'Does git ignore every settings file, and keep the templates?',
  exercise: async (repo) => {
    const templates = templatesOf(repo);
    const asked = [...new Set([...names, ...untrackedSettings(repo)])];
    const ignored = repo.git.ignored([...asked, ...templates], 'shared');
    return {
      unseen: ignored.told === 'no' ? ignored.because : '',
      ignored: ignored.told === 'yes' ? [...ignored.value] : [],
      names: asked,
      templates,
    };
  },
  read: ({ unseen, ignored, names: asked, templates }) => {
    if (unseen !== '') return [inconclusive(`git cannot be asked what it ignores: ${unseen}`)];
    const open = asked.filter((name) => !ignored.includes(name));
    const hidden = templates.filter((name) => ignored.includes(name));
    return verdictOf(
      [
        ...(open.length > 0 ? [fail(`git would add ${open.join(', ')}`, '.gitignore')] : []),
        ...hidden.map((name) => fail(`git ignores the template ${name}`, '.gitignore')),
      ],
      pass(
        `git ignores ${asked.length} of ${asked.length} settings files and keeps ${templates.length} templates`,
      ),
    );
  },
});

/** Files of settings that are there and not in git: the next "git add ." would take them. */
function untrackedSettings({ files, git }: Repo): readonly string[] {
  const tracked = git.tracked();
  const known = new Set(tracked.told === 'yes' ? tracked.value : []);
  return files.filter((path) => isSettings(path) && !known.has(path));
}

interface Images {
  readonly dockerfiles: readonly string[];
  readonly copiesAll: readonly string[];
  readonly open: readonly string[];
}

export const keepsEnvFilesOutOfImages = onRepo<Images>({
  id: 'keeps-env-files-out-of-images',
  question: 'Does no settings file reach an image?',
  exercise: async (repo) => {
    const dockerfiles = dockerfilesOf(repo);
    const rules = (repo.read('.dockerignore') ?? '')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'));
    const open = ['.env', '.env.local', '.env.production'].filter((name) => !isExcluded(name, rules));
    const copiesAll = dockerfiles.filter((path) =>
      /^\s*(?:COPY|ADD)\s+(?:--\S+\s+)*(?:\.\/?\s|\[\s*"\.\/?"|\.env)/im.test(repo.read(path) ?? ''),
    );
    return { dockerfiles, copiesAll, open };
  },
  read: ({ dockerfiles, copiesAll, open }) => {
    if (dockerfiles.length === 0) return [pass('no image is built here')];
    if (open.length === 0) return [pass('.dockerignore keeps settings files out of the build context')];
    if (copiesAll.length > 0)
      return [fail(`the whole folder is copied, ${open.join(', ')} with it`, copiesAll[0])];
    return [fail(`.dockerignore lets ${open.join(', ')} into the build context`, '.dockerignore')];
  },
});

/** The last rule that matches a name at the root decides, as Docker does it. */
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
