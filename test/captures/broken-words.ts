/**
 * Words of a narrow screen that a wide one does not have: each was cut at the edge. A word that fills the
 * line had to be.
 */
export function brokenWords(narrow: string, wide: string, columns: number): readonly string[] {
  const whole = new Set(wordsOf(wide));
  const tooLong = [...whole].filter((word) => word.length > columns - 12);
  return [...new Set(wordsOf(narrow))].filter(
    (word) => !whole.has(word) && !tooLong.some((each) => each.includes(word)),
  );
}

/** Letters only: numbers, paths and marks of lists differ from run to run. */
const wordsOf = (text: string): readonly string[] =>
  text.split(/\s+/).filter((word) => /^[A-Za-z][\w.,:;'"()/-]*$/.test(word) && !word.includes('//'));
