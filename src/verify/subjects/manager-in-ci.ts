import gte from 'semver/functions/gte.js';
import type { PackageManager } from '../../define/words.js';
import { npmOf, npmOfLine } from './bundled-npm.js';
import { commandsOf } from './commands.js';
import { jobsOf, stepsOf } from './jobs.js';
import type { Candidate } from './candidate.js';
import type { Place } from './place.js';
import { versionOf, type Version } from '../../repo/versions.js';
import { workflowsOf, type Job, type WorkflowStep } from './workflows.js';

/** The versions that the CI jobs install with: set up by an action, or the one that their Node brings. */
export function versionsInCi(
  place: Place,
  name: PackageManager,
  named: Candidate | undefined,
): readonly Candidate[] {
  return workflowsOf(place).read.flatMap((workflow) =>
    jobsOf(workflow, place).flatMap((job) => versionsInJob(job, workflow.path, place, name, named)),
  );
}

function versionsInJob(
  job: Job,
  path: string,
  place: Place,
  name: PackageManager,
  named: Candidate | undefined,
): readonly Candidate[] {
  let brought: readonly Candidate[] = [];
  for (const step of stepsOf(job, place)) {
    if (step.counts === 'never') continue;
    brought = setUp(step, job, path, name) ?? brought;
    for (const { text, about } of commandsOf(place, step.run ?? '', step.folder)) {
      if (about === 'elsewhere') continue;
      const global = versionOf(globally[name].exec(text)?.[1] ?? '');
      if (global !== undefined) brought = [{ version: global, from: path }];
      else if (/\bcorepack\s+(?:enable|install|use|prepare)\b/.test(text)) brought = [];
      else if (installs[name].test(text))
        // A version that devEngines forbids fails the job, so it does not install.
        return named?.from === 'devEngines'
          ? brought.filter(({ version }) => gte(version, named.version))
          : brought;
    }
  }
  return [];
}

const globally: Readonly<Record<PackageManager, RegExp>> = {
  npm: /\bnpm\s+(?:i|install|add)\b(?=.*\s(?:-g|--global)\b).*\snpm@(\S+)/,
  pnpm: /\bnpm\s+(?:i|install|add)\b(?=.*\s(?:-g|--global)\b).*\spnpm@(\S+)/,
  yarn: /\bnpm\s+(?:i|install|add)\b(?=.*\s(?:-g|--global)\b).*\s(?:yarn|@yarnpkg\/cli-dist)@(\S+)/,
  bun: /\bnpm\s+(?:i|install|add)\b(?=.*\s(?:-g|--global)\b).*\sbun@(\S+)/,
};

const installs: Readonly<Record<PackageManager, RegExp>> = {
  npm: /\bnpm\s+(?:ci|i|install|clean-install)\b(?!.*\s(?:-g|--global)\b)/,
  pnpm: /\bpnpm\s+(?:i|install|add)\b/,
  yarn: /\byarn(?:\s+(?:install|--[\w-]+)|\s*$)/,
  bun: /\bbun\s+(?:ci|i|install|add)\b/,
};

/**
 * The version that an action sets up; undefined for other actions. Expressions count only if they name the
 * matrix.
 */
function setUp(
  step: WorkflowStep,
  job: Job,
  path: string,
  name: PackageManager,
): readonly Candidate[] | undefined {
  const { uses = '', with: given } = step;
  const from = (what: string): string => `${what} of ${path}`;
  if (name === 'npm' && /^actions\/setup-node@/.test(uses))
    return valuesOf(given['node-version'], job).flatMap((text) => {
      const version = npmOfText(text);
      return version === undefined ? [] : [{ version, from: from(`Node ${short(text)}`) }];
    });
  const own =
    name === 'pnpm'
      ? /^pnpm\/action-setup@/.test(uses) && 'version'
      : name === 'bun' && /^oven-sh\/setup-bun@/.test(uses) && 'bun-version';
  if (own === false) return undefined;
  return valuesOf(given[own], job).flatMap((text) => {
    const version = versionOf(text);
    return version === undefined ? [] : [{ version, from: from(`${name} ${short(text)}`) }];
  });
}

/** A value, or each value of the matrix that it names. */
function valuesOf(value: unknown, { matrix }: Job): readonly string[] {
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'string') return [];
  const axis = /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/.exec(value)?.[1];
  if (axis === undefined) return [value];
  const values = Object.hasOwn(matrix, axis) ? matrix[axis] : [];
  return Array.isArray(values) ? values.map(String) : [];
}

/** Shortens a stranger's text to the length of a version. */
export const short = (text: string): string => text.trim().slice(0, 30);

/** '22' means the newest release of that major, '22.12' exactly that release. */
export function npmOfText(text: string): Version | undefined {
  const plain = text.trim().replace(/\.x$/, '');
  if (/^v?\d+$/.test(plain)) return npmOfLine(Number(plain.replace('v', '')));
  const version = versionOf(plain);
  return version === undefined ? undefined : npmOf(version);
}
