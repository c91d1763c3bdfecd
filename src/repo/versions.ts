import coerce from 'semver/functions/coerce.js';
import major from 'semver/functions/major.js';
import minVersion from 'semver/ranges/min-version.js';
import validRange from 'semver/ranges/valid.js';

/** Three numbers: '11.14.0'. A pre-release counts as its release. */
export type Version = string;

/**
 * The version in a text, with 0 for missing parts: '11.14.0', 'v24', '22.x', '12.21.0+sha512.abc'; undefined
 * if it is none.
 */
export function versionOf(text: string): Version | undefined {
  if (!/^\s*v?\d{1,4}(?:\.(?:\d{1,4}|x|\*))?(?:\.(?:\d{1,5}|x|\*))?(?:[-+][\w.+-]*)?\s*$/.test(text))
    return undefined;
  return coerce(text)?.version;
}

/**
 * The oldest version that a range allows: '^22.22.2 || >=24.15' is 22.22.2; undefined if it names none, or
 * only an upper limit.
 */
export function oldestIn(range: string): Version | undefined {
  if (range.length > longest || validRange(range) === null) return undefined;
  const oldest = minVersion(range);
  return oldest === null || oldest.compareMain('0.0.0') === 0
    ? undefined
    : `${oldest.major}.${oldest.minor}.${oldest.patch}`;
}

/** The major of the oldest version that a range allows: '^4.18.2' -> 4; undefined for tags, links and '*'. */
export function majorOf(range: string): number | undefined {
  const oldest = oldestIn(range);
  return oldest === undefined ? undefined : major(oldest);
}

/** Longer than any range that people write. */
const longest = 256;
