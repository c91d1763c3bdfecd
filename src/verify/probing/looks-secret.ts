/** Whether it is long, without spaces and of mixed characters: not a word, message, path or algorithm. */
export function looksSecret(value: string): boolean {
  if (value.length < 12 || /\s|^\/|^https?:|^\.|[<>{}]/.test(value)) return false;
  if (/^(?:changeme|password|secret|example|test|dummy|redacted)$/i.test(value)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(value)).length;
  return kinds >= 2 && entropy(value) >= 3;
}

function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  return [...counts.values()].reduce(
    (sum, count) => sum - (count / text.length) * Math.log2(count / text.length),
    0,
  );
}
