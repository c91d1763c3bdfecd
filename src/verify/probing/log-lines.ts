/** One line of a structured log, parsed. */
export type LogRecord = Readonly<Record<string, unknown>>;

/** How long a logger may buffer its lines, in milliseconds. */
export const flushMs = 900;

export function logRecordOf(line: string): LogRecord | undefined {
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as LogRecord)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a structured line has level error or above. */
export function isFatal(line: string): boolean {
  const { level, severity } = logRecordOf(line) ?? {};
  return typeof level === 'number'
    ? level >= 50
    : /^(?:fatal|error|crit|emerg)/i.test(String(level ?? severity));
}
