import type { Finding } from '../../define/probe.js';
import { fail, inconclusive } from '../probe.js';
import type { Lock, Locks } from '../subjects/lockfile.js';

export function lockFaults({ manager, used, beside, unread: aside, wanted }: Locks): readonly Finding[] {
  const [other] = beside;
  if (used === undefined) {
    if (other !== undefined)
      return [fail(`${manager} uses ${wanted}, which is not there; it does not read ${other}`, other)];
    const [local] = aside;
    return local === undefined
      ? [fail('there is no lockfile', wanted)]
      : [
          fail(
            `there is no lockfile at the root of the workspace; ${manager} does not read ${local}`,
            wanted,
          ),
        ];
  }
  if (other !== undefined) return [fail(`there is a second lockfile, ${other}`, used.path)];
  if (used.ignored === 'yes') return [fail('git ignores the lockfile', used.path)];
  if (used.unreadable !== undefined) return [inconclusive(`the lockfile ${used.unreadable}`, used.path)];
  return [];
}

export function contentFaults({ path, knows, missing, foreign, unverified }: Lock): readonly Finding[] {
  return [
    ...(knows === 'others' ? [fail('it was not made for this package: install again', path)] : []),
    ...(missing.length > 0 ? [fail(`does not know ${some(missing)}, which package.json wants`, path)] : []),
    ...(foreign.length > 0 ? [fail(`${some(foreign)} comes from no registry`, path)] : []),
    ...(unverified.length > 0 ? [fail(`${some(unverified)} has no digest`, path)] : []),
  ];
}

const some = (names: readonly string[]): string =>
  names.length > 2 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ');
