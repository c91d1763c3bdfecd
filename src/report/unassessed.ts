import type { Report } from './shape.js';

/** Why lines could not be assessed, the most frequent reason first: '29: not booted: npm run build failed'. */
export function unassessed({ controls }: Pick<Report, 'controls'>): readonly string[] {
  const counts = new Map<string, number>();
  for (const { outcome, because } of controls) {
    if (outcome !== 'not-assessed' && outcome !== 'inconclusive') continue;
    const reason = because.replace(/: \d+ of \d+ probes reported$/, '');
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([reason, count]) => `${count}: ${reason}`);
}
