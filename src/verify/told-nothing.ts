import { cleanLine } from '../clean.js';
import type { Evidence } from './evidence.js';
import { footingOf } from './probes/footing.js';
import { probes } from './probes/index.js';
import type { Server } from './subjects/server.js';
import type { Trouble } from './trouble.js';

/** A look of which nothing could be told did not happen: it is trouble, never a quiet row of open lines. */
export function toldNothing(of: Trouble['of'], evidence: readonly Evidence[]): readonly Trouble[] {
  // How it starts and ends shows of every process: whoever was talked to must have told something, too.
  const talks = evidence.filter(({ probe }) => talking.has(probe));
  const findings = (talks.length > 0 ? talks : evidence).flatMap((one) => one.findings);
  if (findings.some(({ outcome }) => outcome === 'pass' || outcome === 'fail')) return [];
  // What the mode did not let be asked is no look that failed.
  const asked = findings.filter(({ outcome }) => outcome !== 'not-assessed');
  const counts = new Map<string, number>();
  for (const { because } of asked) counts.set(because, (counts.get(because) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  if (most === undefined) return [];
  return [{ of, because: `nothing could be told of it: ${cleanLine(most[0], longest)}`, said: [] }];
}

/** Whether some route is answered 2xx, now that all is over: then it was seen, however little one probe could tell. */
export const answers = (server: Server): Promise<boolean> =>
  footingOf(server, server.client()).then(
    (footing) => 'ok' in footing,
    () => false,
  );

const talking: ReadonlySet<string> = new Set(
  probes.filter(({ needs }) => needs === 'server').map(({ id }) => id),
);
const longest = 400;
