import { matchesPath } from '../../repo/matches-path.js';
import { packageAt, recordOrNone, textOf, type UnusableFile } from './package-at.js';
import { managerOf } from './manager.js';
import type { Place } from './place.js';
import { textsIn } from './reach.js';
import { documentAt } from './workflows.js';
import { yamlIn } from '../../repo/yaml.js';

/** One kind of update that a bot proposes for this package. */
interface UpdateEntry {
  readonly ecosystem: string;
  /** The minimum age of a proposed version, in days. */
  readonly days: number;
  /** Why it proposes nothing after all; '' if it does. */
  readonly idle: string;
}

export interface Robot {
  /** Its settings file, relative to the top of the repository. */
  readonly path: string;
  readonly entries: readonly UpdateEntry[];
  /** Kinds of updates for other folders: 'npm in /apps'. */
  readonly elsewhere: readonly string[];
  /** Why a part is unknown; undefined if all is known. */
  readonly doubt: string | undefined;
  readonly trouble: readonly UnusableFile[];
}

/** The bot whose settings are in the right place; undefined if there is none. */
export function robotOf(place: Place): Robot | undefined {
  const found = dependabot(place) ?? renovate(place);
  return found && { ...found, trouble: [...place.trouble, ...found.trouble] };
}

/** A bot's settings file that git ignores, so that no bot sees it. */
export const unsharedRobot = (place: Place): string | undefined =>
  [...dependabotFiles, ...renovateFiles].find(
    (file) => place.read(file).state !== 'absent' && !place.isShared(file),
  );

/**
 * The only places that GitHub reads.
 * docs.github.com/en/code-security/reference/supply-chain-security/dependabot-options-reference
 */
const dependabotFiles = ['.github/dependabot.yml', '.github/dependabot.yaml'];

function dependabot(place: Place): Robot | undefined {
  const path = dependabotFiles.find((file) => place.read(file).state !== 'absent' && place.isShared(file));
  if (path === undefined) return undefined;
  const found = documentAt(place, path);
  if ('why' in found)
    return { path, entries: [], elsewhere: [], doubt: undefined, trouble: [{ path, why: found.why }] };
  const { updates } = found.document;
  const all = (Array.isArray(updates) ? (updates as readonly unknown[]) : []).flatMap((entry) => {
    const record = recordOrNone(entry);
    return record === undefined ? [] : [record];
  });
  const covering = all.filter((entry) => covers(entry, place));
  return {
    path,
    entries: covering.map(entryOf),
    elsewhere: all
      .filter((entry) => !covering.includes(entry))
      .map((entry) => `${String(entry['package-ecosystem'])} in ${foldersOf(entry).join(', ')}`),
    doubt: undefined,
    trouble: [],
  };
}

/**
 * Whether an entry covers the package. Actions are at the top; packages of a workspace are also found from
 * its root. Folders are relative to the top, with * in `directories`.
 */
function covers(entry: Readonly<Record<string, unknown>>, place: Place): boolean {
  const isOfActions = entry['package-ecosystem'] === 'github-actions';
  const wanted = isOfActions ? [''] : [place.prefix, place.workspace];
  const left = textsIn(entry['exclude-paths']);
  if (!isOfActions && left.some((pattern) => matchesPath(pattern, `${place.prefix}/package.json`)))
    return false;
  return foldersOf(entry).some((folder) => wanted.some((one) => matchesPath(folder, one)));
}

const foldersOf = (entry: Readonly<Record<string, unknown>>): readonly string[] => {
  const folders = [...textsIn(entry['directory']), ...textsIn(entry['directories'])];
  return folders.length === 0 ? ['/'] : folders;
};

function entryOf(entry: Readonly<Record<string, unknown>>): UpdateEntry {
  const ignored = Array.isArray(entry['ignore']) ? (entry['ignore'] as readonly unknown[]) : [];
  const isAllIgnored = ignored.some((rule) => {
    const { 'dependency-name': name, versions, 'update-types': types } = recordOrNone(rule) ?? {};
    return name === '*' && versions === undefined && types === undefined;
  });
  return {
    ecosystem: String(entry['package-ecosystem']),
    days: coolest(recordOrNone(entry['cooldown']) ?? {}),
    idle:
      entry['open-pull-requests-limit'] === 0
        ? 'open-pull-requests-limit: 0'
        : isAllIgnored
          ? 'ignore: dependency-name: "*"'
          : '',
  };
}

/** The shortest waiting time of any kind of version; packages in `exclude` or not in `include` do not wait. */
function coolest(cooldown: Readonly<Record<string, unknown>>): number {
  const included = textsIn(cooldown['include']);
  if (textsIn(cooldown['exclude']).includes('*') || (included.length > 0 && !included.includes('*')))
    return 0;
  const least = Number(cooldown['default-days'] ?? 0);
  const kinds = ['semver-major-days', 'semver-minor-days', 'semver-patch-days'].flatMap((key) =>
    cooldown[key] === undefined ? [] : [Number(cooldown[key])],
  );
  const days = Math.min(least, ...kinds);
  return Number.isNaN(days) ? 0 : days;
}

/** In the order in which Renovate looks. docs.renovatebot.com/configuration-options */
const renovateFiles = [
  'renovate.json',
  'renovate.json5',
  '.github/renovate.json',
  '.github/renovate.json5',
  '.gitlab/renovate.json',
  '.gitlab/renovate.json5',
  '.renovaterc',
  '.renovaterc.json',
  '.renovaterc.json5',
];

function renovate(place: Place): Robot | undefined {
  const path = renovateFiles.find((file) => place.read(file).state !== 'absent' && place.isShared(file));
  if (path === undefined) {
    const { renovate: inPackage } = packageAt(place, '').manifest;
    return inPackage === undefined
      ? undefined
      : renovateRobot('package.json', recordOrNone(inPackage), place);
  }
  const text = place.read(path);
  return renovateRobot(path, text.state === 'read' ? json5(text.text) : undefined, place);
}

function renovateRobot(
  path: string,
  settings: Readonly<Record<string, unknown>> | undefined,
  place: Place,
): Robot {
  const robot: Robot = { path, entries: [], elsewhere: [], doubt: undefined, trouble: [] };
  if (settings === undefined) return { ...robot, trouble: [{ path, why: 'does not parse' }] };
  if (leavesOut(settings, place)) return { ...robot, elsewhere: ['packages in other folders'] };
  const { minimumReleaseAge, extends: presets, packageRules, enabled, enabledManagers } = settings;
  const managers = textsIn(enabledManagers);
  const days = daysIn(minimumReleaseAge);
  const rules = Array.isArray(packageRules) ? (packageRules as readonly unknown[]) : [];
  const looser = rules.some(
    (rule) =>
      Object.hasOwn(recordOrNone(rule) ?? {}, 'minimumReleaseAge') &&
      daysIn(recordOrNone(rule)?.['minimumReleaseAge']) < days,
  );
  return {
    ...robot,
    entries: [managerOf(place).name === 'bun' ? 'bun' : 'npm', 'github-actions']
      .filter((ecosystem) => managers.length === 0 || managers.includes(ecosystem))
      .map((ecosystem) => ({ ecosystem, days, idle: enabled === false ? 'enabled: false' : '' })),
    doubt: looser
      ? 'a packageRule lets some packages in sooner'
      : minimumReleaseAge === undefined && textsIn(presets).length > 0
        ? `it may wait, by what it extends (${textsIn(presets).slice(0, 2).join(', ')}): write minimumReleaseAge`
        : undefined,
  };
}

function leavesOut({ ignorePaths, includePaths }: Readonly<Record<string, unknown>>, place: Place): boolean {
  const path = place.prefix === '' ? 'package.json' : `${place.prefix}/package.json`;
  const included = textsIn(includePaths);
  const fits = (pattern: string): boolean => matchesPath(pattern, path) || matchesPath(`${pattern}/**`, path);
  return textsIn(ignorePaths).some(fits) || (included.length > 0 && !included.some(fits));
}

/** Parses JSON, or JSON5 as far as a YAML parser accepts it. */
function json5(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return recordOrNone(yamlIn(text.replace(/^\s*\/\/.*$/gm, '')));
  } catch {
    return undefined;
  }
}

function daysIn(value: unknown): number {
  const [, amount = '0', unit = ''] = /^(\d{1,6})\s*(day|week|month)s?$/.exec(textOf(value) ?? '') ?? [];
  return Number(amount) * ({ day: 1, week: 7, month: 30 }[unit] ?? 0);
}
