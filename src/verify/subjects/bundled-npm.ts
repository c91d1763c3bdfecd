import gte from 'semver/functions/gte.js';
import major from 'semver/functions/major.js';
import type { Version } from '../../repo/versions.js';

/**
 * The npm that each Node release brings, from the named release on. Releases between two entries have at most
 * the npm of the earlier one. nodejs.org/en/download/archive, and the packages of Fedora, November 2026.
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
 * The npm of this Node release, or an older one if the release is not in the table; undefined for a newer or
 * unknown major.
 */
export function npmOf(node: Version): Version | undefined {
  const line = bundled.filter(([from]) => major(from) === major(node));
  return line.findLast(([from]) => gte(node, from))?.[1];
}

/** The npm of a Node major without a release: CI takes the newest release. */
export const npmOfLine = (line: number): Version | undefined =>
  bundled.findLast(([from]) => major(from) === line)?.[1];
