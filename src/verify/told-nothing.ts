import { cleanLine } from '../clean.js';
import type { Evidence } from './evidence.js';
import { footingOf } from './probing/footing.js';
import { probes } from './probes/index.js';
import type { Server } from './subjects/server.js';
import type { Trouble } from './trouble.js';

/** If no question was answered, the look failed: that is reported as trouble, not as many open lines. */
export function toldNothing(of: Trouble['of'], evidence: readonly Evidence[]): readonly Trouble[] {
  // Start and end can be seen of every process, so only probes that talk to the service count.
  const talks = evidence.filter(({ probe }) => talking.has(probe));
  const findings = (talks.length > 0 ? talks : evidence).flatMap((one) => one.findings);
  if (findings.some(({ outcome }) => outcome === 'pass' || outcome === 'fail')) return [];
  // Questions that the mode did not allow are no failures.
  const asked = findings.filter(({ outcome }) => outcome !== 'not-assessed');
  const counts = new Map<string, number>();
  for (const { because } of asked) counts.set(because, (counts.get(because) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  if (most === undefined) return [];
  return [{ of, because: `nothing could be told of it: ${cleanLine(most[0], longest)}`, said: [] }];
}

/** Whether some route still answers 2xx. Then the service was reached, even if one probe learnt little. */
export const answers = (server: Server): Promise<boolean> =>
  footingOf(server, server.client()).then(
    (footing) => 'ok' in footing,
    () => false,
  );

const talking: ReadonlySet<string> = new Set(
  probes.filter(({ needs }) => needs === 'server').map(({ id }) => id),
);
const longest = 400;
