import { Script } from 'node:vm';

/** Thrown when work did not end in time. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
  constructor(ms: number) {
    super(`it took longer than ${ms / 1000} s`);
  }
}

/**
 * Runs synchronous work on a stranger's text, for at most `ms`. Loops and regular expressions are stopped
 * too; only a timer of the engine can do that. What a promise does later is not covered.
 *
 * 'may be killed': our signal handlers cannot run meanwhile, so signals end the process at once, as they do
 * by default. Only for work that needs no clean-up.
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

/** Removes all our signal handlers and returns them. */
function mute(): readonly Muted[] {
  const muted = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).flatMap((signal) =>
    process.listeners(signal).map((listener): Muted => [signal, listener]),
  );
  for (const [signal, listener] of muted) process.off(signal, listener);
  return muted;
}
