/**
 * The last day of each line of Node, from its release schedule as published in November 2026. Odd lines
 * lived half a year; from 27 on there is one line a year, and each is supported for years.
 */
const ends: Readonly<Record<number, string>> = {
  18: '2025-04-30',
  19: '2023-06-01',
  20: '2026-04-30',
  21: '2024-06-01',
  22: '2027-04-30',
  23: '2025-06-01',
  24: '2028-04-30',
  25: '2026-06-01',
  26: '2029-04-30',
};
const lines = Object.keys(ends).map(Number);

/** The day on which a line reached its end; 'long ago' before the table; undefined while it is mended. */
export function endOfLife(line: number, today: Date): string | undefined {
  if (line < Math.min(...lines)) return 'long ago';
  const end = ends[line];
  return end !== undefined && end < today.toISOString().slice(0, 10) ? end : undefined;
}

/** Whether the table knows nothing of a line yet. */
export const isNewerThanTable = (line: number): boolean => line > Math.max(...lines);
