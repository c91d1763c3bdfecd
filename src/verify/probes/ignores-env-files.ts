import { posix } from 'node:path';
import { isSample } from '../../repo/container-files.js';
import { templatesOf } from '../../repo/named-settings.js';
import type { Repo } from '../../repo/repo.js';
import { membersOf } from '../../repo/workspace.js';
import { fail, inconclusive, onRepo, pass, verdictOf } from '../probe.js';
import { isSettings } from '../probing/env-files.js';

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

/** Rules of this clone or user do not count, and a tracked file is not ignored. */
export const ignoresEnvFiles = onRepo<Ignored>({
  id: 'ignores-env-files',
  question: 'Does git ignore every settings file, and keep the templates?',
  how:
    'Asks git, by the rules that everybody has, which usual names of settings files it ignores. A ' +
    'name that it would add, or a template that it ignores, fails.',
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
