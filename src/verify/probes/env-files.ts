import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fail, inconclusive, onRepo, pass, verdictOf } from '../probe.js';
import { dockerfilesOf } from '../subjects/facts.js';
import { templatesOf } from '../subjects/reading.js';
import type { Repo } from '../subjects/repo.js';

const isTemplate = (path: string): boolean => /\.(?:example|template|sample|dist)$/.test(path);
const isSettings = (path: string): boolean =>
  /(^|\/)(?:\.env(?:\.[\w.-]+)?|[\w-]+\.env)$/.test(path) && !isTemplate(path);

interface Tracked {
  readonly git: Repo['git'];
  readonly tracked: readonly string[];
  readonly added: readonly string[] | 'unread';
}

export const tracksNoEnvFiles = onRepo<Tracked>({
  id: 'tracks-no-env-files',
  question: 'Is no file of real settings tracked by git, now or in its history?',
  exercise: async (repo) => {
    if (repo.git === 'not-used') return { git: repo.git, tracked: [], added: [] };
    const tracked = (repo.gitOutput(['ls-files', '-z']) ?? '').split('\0').filter(isSettings);
    const history = repo.gitOutput([
      'log',
      '--all',
      '-n',
      '5000',
      '--diff-filter=A',
      '--name-only',
      '--format=',
      '--',
      '*.env',
      '.env*',
      '*/.env*',
    ]);
    return {
      git: repo.git,
      tracked,
      added: history === undefined ? 'unread' : [...new Set(history.split('\n').filter(isSettings))],
    };
  },
  read: ({ git, tracked, added }) => {
    if (git === 'not-used') return [pass('no git history exists yet')];
    const old = added === 'unread' ? [] : added.filter((path) => !tracked.includes(path));
    return verdictOf(
      [
        ...tracked.map((path) =>
          fail(`${path} is tracked: run git rm --cached ${path}, and change every secret in it`, path),
        ),
        ...old.map((path) => fail(`${path} is in the history: change every secret that it held`, path)),
      ],
      pass('no settings file is tracked or in the last 5000 commits'),
    );
  },
});

interface Ignored {
  readonly git: 'found' | 'missing';
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

/** git itself is asked, in a scratch copy of the ignore files, so that tracked files and the user's own excludes decide nothing. */
export const ignoresEnvFiles = onRepo<Ignored>({
  id: 'ignores-env-files',
  question: 'Does git ignore every settings file, and keep the templates?',
  exercise: async (repo) => {
    const templates = templatesOf(repo);
    const folder = mkdtempSync(join(tmpdir(), 'rampart-ignore-'));
    try {
      for (const path of repo.files.filter((file) => /(^|\/)\.gitignore$/.test(file))) {
        mkdirSync(join(folder, dirname(path)), { recursive: true });
        writeFileSync(join(folder, path), repo.read(path) ?? '');
      }
      const ignored = checkIgnore(folder, [...names, ...templates]);
      return { git: ignored === undefined ? 'missing' : 'found', ignored: ignored ?? [], names, templates };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  read: ({ git, ignored, names: asked, templates }) => {
    if (git === 'missing')
      return [inconclusive('git is not installed, and nothing else can say what git ignores')];
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

function checkIgnore(folder: string, paths: readonly string[]): readonly string[] | undefined {
  const git = (args: readonly string[]): string =>
    execFileSync('git', ['-C', folder, '-c', 'core.excludesFile=', ...args], {
      encoding: 'utf8',
      timeout: 10_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  try {
    git(['init', '-q']);
  } catch {
    return undefined;
  }
  try {
    return git(['check-ignore', '--no-index', '--', ...paths])
      .split('\n')
      .filter(Boolean);
  } catch {
    return []; // exit code 1: none of them is ignored
  }
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
