/**
 * Whether a path matches a pattern with `*` and `**`. Written by hand, because the patterns are a stranger's:
 * a glob turned into a regular expression takes 30 s for `*a*a*a*a*a*a*a*ab` on a name of 60 letters
 * (picomatch 4.0.7), and more with each further `*`.
 */
export const matchesPath = (pattern: string, path: string): boolean =>
  matches(segments(pattern), segments(path));

export const segments = (path: string): readonly string[] =>
  path.split('/').filter((segment) => segment !== '' && segment !== '.');

/**
 * `*` matches any characters in one folder's name, `**` any folders. Each pair is checked once, so many `**`
 * cost no more.
 */
export function matches(pattern: readonly string[], path: readonly string[]): boolean {
  // reached[n]: whether the pattern up to here matches the first n folders.
  let reached = [true, ...path.map(() => false)];
  for (const part of pattern) {
    const before = reached;
    reached = before.map((_, at) =>
      part === '**'
        ? before.slice(0, at + 1).includes(true)
        : at > 0 && before[at - 1] === true && fits(part, path[at - 1] ?? ''),
    );
  }
  return reached[path.length] === true;
}

function fits(pattern: string, name: string): boolean {
  const [start = '', ...parts] = pattern.split('*');
  if (parts.length === 0) return pattern === name;
  const end = parts.pop() ?? '';
  if (!name.startsWith(start) || !name.endsWith(end) || name.length < start.length + end.length) return false;
  let at = start.length;
  for (const part of parts) {
    at = name.indexOf(part, at);
    if (at === -1 || at + part.length > name.length - end.length) return false;
    at += part.length;
  }
  return true;
}
