/** Three numbers; what is left out counts as 0. */
export type Version = readonly [major: number, minor: number, patch: number];

/** '11.14.0', 'v24', '12.21.0+sha512.abc'; undefined for what is no version. */
export function versionOf(text: string): Version | undefined {
  const parts = /^\s*v?(\d{1,4})(?:\.(\d{1,4}|x|\*))?(?:\.(\d{1,5}|x|\*))?(?:[-+][\w.+-]*)?\s*$/.exec(text);
  if (parts === null) return undefined;
  return [Number(parts[1]), Number(parts[2]) || 0, Number(parts[3]) || 0];
}

export const isAtLeast = (version: Version, other: Version): boolean => compare(version, other) >= 0;

export const lower = (a: Version, b: Version): Version => (compare(a, b) <= 0 ? a : b);

export const printed = (version: Version): string => version.join('.');

function compare(a: Version, b: Version): number {
  const at = a.findIndex((number, index) => number !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/**
 * The oldest version that a range lets in: '^22.22.2 || >=24.15' is 22.22.2; undefined where it names none,
 * or only an upper end.
 */
export function oldestIn(range: string): Version | undefined {
  const ends = range.split('||').map(oldestOfPart);
  const [first, ...more] = ends;
  return more.reduce((a, b) => (a === undefined || b === undefined ? undefined : lower(a, b)), first);
}

/** Words that stand together must all hold: the highest of the lower ends is the oldest. */
function oldestOfPart(part: string): Version | undefined {
  const [from = ''] = part.split(/\s-\s/);
  const [first, ...more] = from
    .trim()
    .replace(/([<>=~^]+)\s+/g, '$1')
    .split(/\s+/)
    .filter((word) => !word.startsWith('<'))
    .flatMap((word): readonly Version[] => {
      const version = versionOf(word.replace(/^[~^>=]+/, ''));
      return version === undefined ? [] : [version];
    });
  return first === undefined ? undefined : more.reduce((a, b) => (isAtLeast(a, b) ? a : b), first);
}
