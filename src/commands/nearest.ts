/** Guesses the word that a mistyped one meant; undefined if none is near. */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  const ranked = words
    .map((word) => ({ word, distance: distance(typed.toLowerCase(), word.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  if (best === undefined) return undefined;
  if (best.distance <= mistakes(best.word)) return best.word;
  return typed.length >= 3
    ? words.find((word) => word.startsWith(typed) || typed.startsWith(word))
    : undefined;
}

/** Short words must match exactly: "20" is no typing mistake for "26". */
const mistakes = ({ length }: string): number => (length < 3 ? 0 : Math.max(1, Math.floor(length / 3)));

/**
 * The edit distance in which swapping two neighbours counts once (optimal string alignment): "nwe" is one
 * mistake away from "new". Long inputs are cut, since this serves only a hint.
 */
function distance(a: string, b: string): number {
  const [left, right] = [a.slice(0, 40), b.slice(0, 40)];
  const rows = [Array.from({ length: right.length + 1 }, (_, index) => index)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= left.length; i += 1) {
    rows[i] = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const same = left[i - 1] === right[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      (rows[i] ?? []).push(
        Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + same,
          swapped ? at(i - 2, j - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return at(left.length, right.length);
}
