import { matchesPath } from '../../repo/matches-path.js';
import type { Place } from './place.js';
import { inFolder } from './package-at.js';
import type { Workflow } from './workflows.js';

/** Whether a workflow runs for each pull request of the package; 'some': its filters exclude some. */
export type Runs = 'each' | 'some' | 'none';

const ofChanges = ['pull_request', 'merge_group'];

export function runsOnChanges({ on }: Workflow, place: Place): Runs {
  const each = ofChanges.flatMap((event) => {
    const filters = Object.hasOwn(on, event) ? on[event] : undefined;
    return filters === undefined ? [] : [runsOf(filters, place)];
  });
  return each.includes('each') ? 'each' : each.includes('some') ? 'some' : 'none';
}

/** When a workflow runs. Without the type `synchronize` later pushes to a pull request are not checked. */
function runsOf(filters: Readonly<Record<string, unknown>>, place: Place): Runs {
  const types = textsIn(filters['types']);
  if (types.length > 0 && !types.includes('synchronize')) return 'none';
  const changed = ['src/app.ts', 'package.json'].map((name) => inFolder(place.prefix, name));
  const seen = changed.filter((path) => isSeen(path, filters));
  return seen.length === changed.length ? 'each' : seen.length > 0 ? 'some' : 'none';
}

function isSeen(path: string, filters: Readonly<Record<string, unknown>>): boolean {
  const paths = textsIn(filters['paths']);
  if (paths.length > 0) {
    const last = paths.findLast((pattern) => fits(pattern.replace(/^!/, ''), path));
    return last !== undefined && !last.startsWith('!');
  }
  return !textsIn(filters['paths-ignore']).some((pattern) => fits(pattern, path));
}

/** Whether a path filter matches. Here `**.ts` matches at any depth. */
const fits = (pattern: string, path: string): boolean =>
  matchesPath(pattern.replace(/(^|\/)\*\*(?=[^/])/g, '$1**/*'), path);

export const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : Array.isArray(value)
      ? value.filter((entry) => typeof entry === 'string')
      : [];
