/** The first number of a version or range: '^4.18.2' -> 4; undefined for tags, links and '*'. */
export function majorOf(range: string): number | undefined {
  const digits = /^[~^>=v\s]*(\d+)/.exec(range)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
