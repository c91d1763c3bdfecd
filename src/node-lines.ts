/**
 * The end of support of each Node version, by the release schedule of November 2026. Odd versions were
 * supported for half a year; from 27 on there is one version a year, supported for years.
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

/** The day on which support ended; 'long ago' for versions before the table; undefined while it lasts. */
export function endOfLife(line: number, today: Date): string | undefined {
  if (line < Math.min(...lines)) return 'long ago';
  const end = ends[line];
  return end !== undefined && end < today.toISOString().slice(0, 10) ? end : undefined;
}

export const isNewerThanTable = (line: number): boolean => line > Math.max(...lines);
