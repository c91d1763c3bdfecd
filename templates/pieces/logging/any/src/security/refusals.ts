import { clientKey } from './client-key.js';
import type { Logger } from './logger.js';

const first = 10;
const period = 15 * 60_000; // milliseconds
const capacity = 10_000;

/** Who was refused, and with what. */
interface Kind {
  readonly event: string | undefined;
  readonly problem: string | undefined;
  readonly client: string | undefined;
}
interface Tally {
  readonly kind: Kind;
  readonly ends: number;
  total: number;
  told: number;
}

/** By log, then by client and problem; all last equally long, so the oldest come first. */
const logs = new Map<Logger, Map<string, Tally>>();
setInterval(() => {
  sumUp(performance.now());
}, 10_000).unref();
process.prependListener('exit', () => {
  sumUp(Infinity);
});

/**
 * How often this client was refused so in a quarter of an hour, and what to do about it: the first ten
 * refusals are lines of the log; of the others the 100th, the 1000th and so on, with their number. When the
 * time is over, the rest is summed up.
 */
export function refusalsSoFar(
  logger: Logger,
  kind: Kind,
): { readonly total: number; readonly outcome: 'single' | 'summed up' | 'withheld' } {
  const tally = tallyOf(logger, kind);
  const total = (tally.total += 1);
  const isSum = total > first && /^10+$/.test(String(total));
  if (total > first && !isSum) return { total, outcome: 'withheld' };
  tally.told = total;
  return { total, outcome: isSum ? 'summed up' : 'single' };
}

function tallyOf(logger: Logger, kind: Kind): Tally {
  const tallies = logs.get(logger) ?? new Map<string, Tally>();
  logs.set(logger, tallies);
  const key = `${clientKey(kind.client)} ${String(kind.problem)}`;
  const running = tallies.get(key);
  if (running) return running;
  const [oldest] = tallies.values();
  if (oldest && tallies.size >= capacity) sumUp(oldest.ends);
  const tally = { kind, ends: performance.now() + period, total: 0, told: 0 };
  tallies.set(key, tally);
  return tally;
}

/** Ends what is over by then. */
function sumUp(now: number): void {
  for (const [logger, tallies] of logs) {
    for (const [key, { kind, ends, total, told }] of tallies) {
      if (ends > now) break;
      tallies.delete(key);
      if (total > told) logger.warn({ ...kind, total }, 'refused again and again');
    }
    if (tallies.size === 0) logs.delete(logger);
  }
}
