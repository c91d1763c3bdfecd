import type { Preset } from '../../src/define/words.js';
import type { Census } from './count.js';

interface Row {
  readonly framework: string;
  readonly preset: Preset;
  readonly census: Census;
}
interface Rules {
  readonly limits: Readonly<Partial<Record<Preset, Readonly<Partial<Census>>>>>;
  readonly reasons: readonly {
    readonly framework: string;
    readonly preset: Preset;
    readonly measure: keyof Census;
    readonly upTo: number;
    readonly because: string;
  }[];
}

/** What is above its limit without a reason, and reasons that nothing needs any more. */
export function faultsOf(rows: readonly Row[], { limits, reasons }: Rules): readonly string[] {
  const above = rows.flatMap(({ framework, preset, census }) =>
    Object.entries(limits[preset] ?? {}).map(([name, limit]) => {
      const measure = name as keyof Census;
      const reason = reasons.find(
        (one) => one.framework === framework && one.preset === preset && one.measure === measure,
      );
      return { framework, preset, measure, limit, found: census[measure], reason };
    }),
  );
  return above.flatMap(({ framework, preset, measure, limit, found, reason }) => {
    const what = `${framework}, ${preset}, ${measure}`;
    if (reason !== undefined && found <= limit) return [`${what}: ${found} needs no reason any more`];
    if (found <= (reason?.upTo ?? limit)) return [];
    return [`${what}: ${found}, at most ${reason?.upTo ?? limit}`];
  });
}
