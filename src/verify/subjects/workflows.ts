import { posix } from 'node:path';
import { recordOrNone, textOf, type UnusableFile } from './package-at.js';
import { textsOf } from '../../own.js';
import { assumption, type Place } from './place.js';
import { yamlIn } from '../../repo/yaml.js';

export interface WorkflowStep {
  readonly uses?: string;
  readonly run?: string;
  readonly with: Readonly<Record<string, unknown>>;
  /** Relative to the top of the repository, as written: it may contain an expression. */
  readonly folder: string;
  /** 'ignored': the job continues whatever the result. 'never': a condition that no pull request meets. */
  readonly counts: 'yes' | 'ignored' | 'never';
}

export interface Job {
  readonly id: string;
  /** Another workflow that is called as a whole. */
  readonly uses?: string;
  readonly permissions: unknown;
  readonly timeout: unknown;
  readonly counts: WorkflowStep['counts'];
  readonly matrix: Readonly<Record<string, unknown>>;
  readonly steps: readonly WorkflowStep[];
}

/** The parts of a GitHub workflow that probes check. */
export interface Workflow {
  readonly path: string;
  /** The events that start it, with their filters. */
  readonly on: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly permissions: unknown;
  readonly jobs: readonly Job[];
}

export interface Workflows {
  /** Workflows at the top of the repository, where GitHub reads them. */
  readonly read: readonly Workflow[];
  readonly broken: readonly UnusableFile[];
  /** What a pass assumes; '' for nothing. */
  readonly assumption: string;
  /** Workflows in the package, not at the top of the repository: they never run. */
  readonly stranded: readonly string[];
  /** Workflows in the right place that git ignores: they exist on this machine only. */
  readonly unshared?: readonly string[];
}

const folder = '.github/workflows';
const isYaml = (name: string): boolean => /\.ya?ml$/.test(name);
const known = new WeakMap<Place, Workflows>();

/**
 * GitHub reads workflows only in this folder, at the top of the repository.
 * docs.github.com/en/actions/concepts/workflows-and-actions/workflows
 */
export function workflowsOf(place: Place): Workflows {
  const before = known.get(place);
  if (before !== undefined) return before;
  const there = place
    .names(folder)
    .filter(isYaml)
    .map((name) => `${folder}/${name}`);
  const paths = there.filter((path) => place.isShared(path));
  const each = paths.map((path) => ({ path, found: documentAt(place, path) }));
  const all: Workflows = {
    read: each.flatMap(({ path, found }) => ('document' in found ? workflow(path, found.document) : [])),
    assumption: assumption(place),
    broken: [
      ...place.trouble,
      ...each.flatMap(({ path, found }) => ('document' in found ? [] : [{ path, why: found.why }])),
    ],
    unshared: there.filter((path) => !place.isShared(path)),
    stranded:
      place.prefix === ''
        ? []
        : place.repo.files.filter((path) => posix.dirname(path) === folder && isYaml(path)),
  };
  known.set(place, all);
  return all;
}

/** Why existing workflows check nothing; undefined if there are none such. */
export function strandedReason({ stranded, unshared = [] }: Workflows): string | undefined {
  const [first, ...more] = stranded;
  if (first === undefined)
    return unshared[0] === undefined ? undefined : `git ignores ${unshared[0]}, so GitHub does not have it`;
  const others = more.length === 0 ? ' is' : ` and ${more.length} more are`;
  return `${first}${others} never run: GitHub reads workflows only at the root of the repository`;
}

/** The top-level mapping of a YAML file, or why there is none. */
export function documentAt(
  place: Place,
  path: string,
): { readonly document: Readonly<Record<string, unknown>> } | { readonly why: string } {
  const text = place.read(path);
  if (text.state !== 'read') return { why: text.state === 'absent' ? 'is not there' : text.why };
  try {
    const document = recordOrNone(yamlIn(text.text));
    return document === undefined ? { why: 'is no mapping' } : { document };
  } catch {
    return { why: 'is not YAML that parses' };
  }
}

function workflow(path: string, document: Readonly<Record<string, unknown>>): Workflow {
  const start = folderOf(document, '');
  return {
    path,
    on: startsOf(document['on']),
    permissions: document['permissions'],
    jobs: Object.entries(recordOrNone(document['jobs']) ?? {}).map(([id, job]) =>
      jobOf(id, recordOrNone(job) ?? {}, start),
    ),
  };
}

const startsOf = (on: unknown): Workflow['on'] =>
  Object.fromEntries(
    typeof on === 'string'
      ? [[on, {}]]
      : Array.isArray(on)
        ? on.map((name) => [String(name), {}])
        : Object.entries(recordOrNone(on) ?? {}).map(([name, filters]) => [
            name,
            recordOrNone(filters) ?? {},
          ]),
  );

/** defaults.run.working-directory, or else the outer one. */
const folderOf = (holder: Readonly<Record<string, unknown>>, above: string): string =>
  textOf(recordOrNone(recordOrNone(holder['defaults'])?.['run'])?.['working-directory']) ?? above;

function jobOf(id: string, job: Readonly<Record<string, unknown>>, above: string): Job {
  const start = folderOf(job, above);
  const uses = textOf(job['uses']);
  const counts = countsOf(job);
  const steps: readonly unknown[] = Array.isArray(job['steps']) ? job['steps'] : [];
  return {
    id,
    ...(uses !== undefined && { uses }),
    permissions: job['permissions'],
    timeout: job['timeout-minutes'],
    counts,
    matrix: recordOrNone(recordOrNone(job['strategy'])?.['matrix']) ?? {},
    steps: steps.flatMap((step) => stepOf(recordOrNone(step), start, counts)),
  };
}

function stepOf(
  step: Readonly<Record<string, unknown>> | undefined,
  start: string,
  job: WorkflowStep['counts'],
): readonly WorkflowStep[] {
  if (step === undefined) return [];
  const { uses, run } = textsOf(step);
  return [
    {
      ...(uses !== undefined && { uses }),
      ...(run !== undefined && { run }),
      with: recordOrNone(step['with']) ?? {},
      folder: textOf(step['working-directory']) ?? start,
      counts: job === 'yes' ? countsOf(step) : job,
    },
  ];
}

function countsOf(holder: Readonly<Record<string, unknown>>): WorkflowStep['counts'] {
  const ignored = holder['continue-on-error'];
  if (isNever(holder['if'])) return 'never';
  return ignored === undefined || ignored === false ? 'yes' : 'ignored';
}

/** Whether no pull request meets a condition. All other conditions count as possible. */
function isNever(condition: unknown): boolean {
  if (condition === false) return true;
  const text = typeof condition === 'string' ? condition.replace(/^\s*\$\{\{|\}\}\s*$/g, '').trim() : '';
  if (text === 'false') return true;
  if (text.includes('||')) return false;
  const event = /github\.event_name\s*(==|!=)\s*'(\w+)'/.exec(text);
  const isOfChange = event?.[2] === 'pull_request' || event?.[2] === 'merge_group';
  if (event !== null && (event[1] === '==') !== isOfChange) return true;
  return /github\.ref\s*==\s*'refs\/(?:heads|tags)\//.test(text);
}
