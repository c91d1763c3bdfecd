/** One line of a structured log. */
export type LogRecord = Readonly<Record<string, unknown>>;

/** So long a logger may keep its lines back. */
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

/** Whether a line says that something went so wrong that somebody must look. */
export function isFatal(line: string): boolean {
  const { level, severity } = logRecordOf(line) ?? {};
  return typeof level === 'number'
    ? level >= 50
    : /^(?:fatal|error|crit|emerg)/i.test(String(level ?? severity));
}
