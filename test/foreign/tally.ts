import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is expected of one control of one case, in one way of looking. */
export interface Expectation {
  readonly mode: 'static' | 'boot';
  readonly kind: 'bad' | 'good' | 'none' | 'strict';
  readonly control: string;
}
export type Said = 'right' | 'wrong' | 'unknown' | 'not counted';

/** The part of a report that is judged here. */
export interface Rows {
  readonly controls: readonly { readonly id: string; readonly outcome: string; readonly because: string }[];
}

/** Lines of expect.txt: 'sb bad cors-allowlist why'. */
export const expectationsOf = (folder: string): readonly Expectation[] =>
  readFileSync(join(folder, 'expect.txt'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => {
      const [modes = '', kind, control = ''] = line.split(' ');
      return [...modes].map((letter) => ({
        mode: letter === 's' ? ('static' as const) : ('boot' as const),
        kind: kind as Expectation['kind'],
        control,
      }));
    });

/**
 * A mistake that passes, or is not asked about, is as wrong as good work that fails. Without a report
 * nothing is right.
 */
export function saidOf({ kind, control }: Expectation, report: Rows | undefined): Said {
  if (kind === 'none' || kind === 'strict') return 'not counted';
  const outcome = report?.controls.find(({ id }) => id === control)?.outcome;
  if (outcome === undefined) return 'wrong';
  if (kind === 'good') return outcome === 'pass' ? 'right' : outcome === 'fail' ? 'wrong' : 'unknown';
  if (outcome === 'fail') return 'right';
  return outcome === 'pass' || outcome === 'not-applicable' ? 'wrong' : 'unknown';
}

/** 'b10-e4-jwt-fallback boot secrets-no-fallback': how a line is named in known-wrong.txt. */
export const nameOf = (name: string, { mode, control }: Expectation): string => `${name} ${mode} ${control}`;
