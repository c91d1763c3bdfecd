/** Lines shown on each side of it. */
const reach = 2;

/** The numbered lines around one line, which is marked, so that a person finds the place. */
export function codeFrame(text: string, line: number): string {
  const lines = text.split(/\r?\n/);
  const first = Math.max(1, line - reach);
  const last = Math.min(lines.length, line + reach);
  const width = String(last).length;
  return lines
    .slice(first - 1, last)
    .map((content, index) => {
      const number = first + index;
      return `${number === line ? '>' : ' '} ${String(number).padStart(width)} | ${content}`.trimEnd();
    })
    .join('\n');
}
