import type { Preset } from '../../src/define/words.js';
import type { Census } from './count.js';

/** The most that a service of a preset may have, for any framework. */
export const limits: Readonly<Partial<Record<Preset, Readonly<Partial<Census>>>>> = {
  minimal: { files: 60, lines: 1700, securityFiles: 26, securityLines: 1250 },
  standard: { files: 85 },
};

/** What may be above a limit, up to which number, and why. */
export const reasons: readonly {
  readonly framework: string;
  readonly preset: Preset;
  readonly measure: keyof Census;
  readonly upTo: number;
  readonly because: string;
}[] = [];
