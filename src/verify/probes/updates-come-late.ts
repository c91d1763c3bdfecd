import { parse } from 'yaml';
import { fail, onRepo, pass, verdictOf } from '../probe.js';
import { workflowPaths } from '../subjects/workflows.js';

interface Entry {
  readonly ecosystem: string;
  readonly days: number;
}
interface Transcript {
  readonly robot: string;
  readonly entries: readonly Entry[];
  readonly wanted: readonly (readonly string[])[];
}

const week = 7;
const packages = ['npm', 'bun'];
const renovateFiles = [
  'renovate.json',
  'renovate.json5',
  '.github/renovate.json',
  '.github/renovate.json5',
  '.renovaterc',
  '.renovaterc.json',
];

export const updatesComeLate = onRepo<Transcript>({
  id: 'updates-come-late',
  question: 'Does a robot propose updates of packages and actions, a week after they came out?',
  exercise: async (repo) => {
    const wanted = [packages, ...(workflowPaths(repo).length > 0 ? [['github-actions']] : [])];
    const dependabot = ['.github/dependabot.yml', '.github/dependabot.yaml'].find((path) => repo.has(path));
    if (dependabot !== undefined)
      return { robot: dependabot, entries: dependabotEntries(repo.read(dependabot) ?? ''), wanted };
    const renovate = renovateFiles.find((path) => repo.has(path));
    if (renovate === undefined) return { robot: '', entries: [], wanted };
    const days = renovateDays(repo.read(renovate) ?? '');
    return {
      robot: renovate,
      entries: ['npm', 'github-actions'].map((ecosystem) => ({ ecosystem, days })),
      wanted,
    };
  },
  read: ({ robot, entries, wanted }) => {
    if (robot === '') return [fail('no robot proposes updates: neither Dependabot nor Renovate is set up')];
    return verdictOf(
      [
        ...wanted
          .filter((names) => !entries.some(({ ecosystem }) => names.includes(ecosystem)))
          .map(([name]) => fail(`proposes no updates for ${name}`, robot)),
        ...entries
          .filter(({ days }) => days < week)
          .map(({ ecosystem, days }) =>
            fail(`proposes versions of ${ecosystem} that are ${days} days old`, robot),
          ),
      ],
      pass(
        `${robot} proposes updates of ${entries.map(({ ecosystem }) => ecosystem).join(', ')} a week late`,
      ),
    );
  },
});

function dependabotEntries(text: string): readonly Entry[] {
  const { updates } = (attempt(() => parse(text)) ?? {}) as {
    updates?: readonly { 'package-ecosystem'?: string; cooldown?: { 'default-days'?: unknown } }[];
  };
  return (updates ?? []).map((entry) => ({
    ecosystem: String(entry['package-ecosystem']),
    days: Number(entry.cooldown?.['default-days'] ?? 0),
  }));
}

/** JSON, or JSON5 as far as YAML takes it. */
function renovateDays(text: string): number {
  const { minimumReleaseAge } = (attempt(() => parse(text.replace(/^\s*\/\/.*$/gm, ''))) ?? {}) as {
    minimumReleaseAge?: unknown;
  };
  const [, amount = '0', unit = ''] = /^(\d+)\s*(day|week|month)s?$/.exec(String(minimumReleaseAge)) ?? [];
  return Number(amount) * ({ day: 1, week: 7, month: 30 }[unit] ?? 0);
}

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}
