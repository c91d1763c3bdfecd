/** The last day of security fixes for each Node version. https://github.com/nodejs/release#release-schedule */
const lastDays: Readonly<Record<number, string>> = {
  21: '2024-06-01',
  22: '2027-04-30',
  23: '2025-06-01',
  24: '2028-04-30',
  25: '2026-06-01',
  26: '2029-04-30',
};
const oldest = Math.min(...Object.keys(lastDays).map(Number));

/** Logs one warning at start if security fixes for this Node version have ended. */
export function warnIfUnsupported(
  logger: { warn(text: string): void },
  version: string = process.versions.node,
  today: Date = new Date(),
): void {
  const line = Number.parseInt(version, 10);
  const lastDay = lastDays[line];
  if (line >= oldest && (lastDay === undefined || today.toISOString().slice(0, 10) <= lastDay)) return;
  logger.warn(`Node ${String(line)} is past its end of life and gets no security fixes: see .nvmrc`);
}
