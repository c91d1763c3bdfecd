import gte from 'semver/functions/gte.js';
import major from 'semver/functions/major.js';
import type { Version } from '../../repo/versions.js';

/**
 * The npm that comes with Node, from the release on that is named first; older lines and what lies between
 * have at most that. nodejs.org/en/download/archive, and the packages of Fedora, as of November 2026.
 */
const bundled: readonly (readonly [node: Version, npm: Version])[] = [
  ['18.0.0', '8.6.0'],
  ['18.20.0', '10.5.0'],
  ['20.0.0', '9.6.4'],
  ['20.11.0', '10.2.4'],
  ['20.17.0', '10.8.2'],
  ['22.0.0', '10.5.1'],
  ['22.12.0', '10.9.0'],
  ['24.0.0', '11.3.0'],
  ['24.11.0', '11.6.1'],
  ['24.13.1', '11.8.0'],
  ['24.14.1', '11.11.0'],
  ['24.15.0', '11.12.1'],
  ['24.21.0', '11.19.0'],
  ['26.0.0', '11.12.1'],
  ['26.11.0', '11.20.0'],
]; // prettier-ignore

/**
 * The npm of exactly this Node, or an older one where that release is not in the table; undefined for a
 * line that is newer or unknown.
 */
export function npmOf(node: Version): Version | undefined {
  const line = bundled.filter(([from]) => major(from) === major(node));
  return line.findLast(([from]) => gte(node, from))?.[1];
}

/** What a line brings that is named without a release: a runner takes the newest there is. */
export const npmOfLine = (line: number): Version | undefined =>
  bundled.findLast(([from]) => major(from) === line)?.[1];
