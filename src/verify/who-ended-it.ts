import { setTimeout as sleep } from 'node:timers/promises';
import type { After } from './probing/footing.js';
import type { Server } from './subjects/server.js';

/**
 * Runs a look. If nothing answers afterwards, finds out whether the look ended the process: only if one fresh
 * process survives ordinary requests for the same time, and another one ends by the same look again.
 */
export async function whoEndedIt<T>(server: Server, look: (server: Server) => Promise<T>): Promise<T> {
  const started = performance.now();
  const first = await look(server);
  if (!isGone(first)) return first;
  const tookMs = performance.now() - started;
  const unclear: T = { ...first, after: { state: 'unclear', said: first.after.said } };
  if (tookMs > longestMs) return unclear;
  const ordinary = await server.others.afresh();
  if (!('server' in ordinary) || !(await lives(ordinary.server, tookMs))) return unclear;
  const again = await server.others.afresh();
  if (!('server' in again)) return unclear;
  const second = await look(again.server).catch(() => first);
  if (second === first) return unclear;
  // Another probe, which ran at the same time, ended it; this fresh process gave a complete result.
  if (!isGone(second)) return second;
  return {
    ...first,
    after: { ...first.after, said: `${first.after.said}, twice; not by ordinary requests` },
  };
}

const longestMs = 25_000;
const fewest = 60;

const isGone = <T>(transcript: T): transcript is T & { readonly after: After } =>
  typeof transcript === 'object' &&
  transcript !== null &&
  'after' in transcript &&
  (transcript.after as After).state === 'gone';

/** Whether it answers ordinary requests for this long. */
async function lives(server: Server, ms: number): Promise<boolean> {
  const until = performance.now() + ms + 500;
  const { ok = '/' } = await server.routes();
  for (let count = 0; count < fewest || performance.now() < until; count += 1) {
    const { status } = await server.request({ path: ok }, server.freshClient());
    if (status === 0) return false;
    await sleep(25);
  }
  return true;
}
