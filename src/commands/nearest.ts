/** The word of a list that a typing mistake most likely meant; undefined when none is near. */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  const ranked = words
    .map((word) => ({ word, distance: distance(typed.toLowerCase(), word.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  if (best === undefined) return undefined;
  if (best.distance <= Math.max(1, Math.floor(best.word.length / 3))) return best.word;
  return typed.length >= 3
    ? words.find((word) => word.startsWith(typed) || typed.startsWith(word))
    : undefined;
}

/** Levenshtein's edit distance; inputs are cut, since this only serves a hint. */
function distance(a: string, b: string): number {
  const [left, right] = [a.slice(0, 40), b.slice(0, 40)];
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const substitution = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, substitution));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
