import { Script } from 'node:vm';

/** Thrown where work did not end in time. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
  constructor(ms: number) {
    super(`it took longer than ${ms / 1000} s`);
  }
}

/**
 * Runs work on text of strangers so that it ends: after `ms` at the latest, loops and regular expressions
 * too (only an engine's own timer can stop those). What a promise does later is not covered.
 *
 * 'may be killed': while it runs no handler of ours could be called, so signals do again what they do by
 * themselves, and end the process at once. Only for work that has nothing to clean up.
 */
export function within<T>(ms: number, signals: 'may be killed' | 'kept', work: () => T): T {
  const muted = signals === 'may be killed' ? mute() : [];
  const before = holder[key];
  holder[key] = work;
  try {
    return script.runInThisContext({ timeout: Math.max(1, Math.ceil(ms)) }) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new TookTooLong(ms);
  } finally {
    holder[key] = before;
    for (const [signal, listener] of muted) process.on(signal, listener);
  }
}

const key = Symbol.for('rampart.work');
const holder = globalThis as { [key: symbol]: (() => unknown) | undefined };
const script = new Script("globalThis[Symbol.for('rampart.work')]()");

type Muted = readonly [NodeJS.Signals, NodeJS.SignalsListener];

/** Takes all our handlers of signals away, and says which they were. */
function mute(): readonly Muted[] {
  const muted = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).flatMap((signal) =>
    process.listeners(signal).map((listener): Muted => [signal, listener]),
  );
  for (const [signal, listener] of muted) process.off(signal, listener);
  return muted;
}
