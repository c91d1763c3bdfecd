import type { Logger } from './logger.js';
import { clientKey } from './requests.js';

const loggedSingly = 10; // refusals of a kind
const tallyPeriod = 15 * 60_000; // milliseconds
const mostTallies = 10_000;

/** A client, and the reason why it was refused. */
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

/** By log, then by client and problem. All last equally long, so the oldest come first. */
const logs = new Map<Logger, Map<string, Tally>>();
setInterval(() => {
  sumUp(performance.now());
}, 10_000).unref();
process.prependListener('exit', () => {
  sumUp(Infinity);
});

/**
 * Counts how often a client was refused for the same reason in a quarter of an hour, to limit the log lines:
 * the first ten are logged, then the 100th, the 1000th and so on with the total. A last line gives the total
 * at the end.
 */
export function refusalsSoFar(
  logger: Logger,
  kind: Kind,
): { readonly total: number; readonly outcome: 'single' | 'summed up' | 'withheld' } {
  const tally = tallyOf(logger, kind);
  const total = (tally.total += 1);
  const isSum = total > loggedSingly && /^10+$/.test(String(total));
  if (total > loggedSingly && !isSum) return { total, outcome: 'withheld' };
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
  if (oldest && tallies.size >= mostTallies) sumUp(oldest.ends);
  const tally = { kind, ends: performance.now() + tallyPeriod, total: 0, told: 0 };
  tallies.set(key, tally);
  return tally;
}

/** Removes the tallies that have ended, and logs what was not logged yet. */
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
