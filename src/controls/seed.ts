import type { Severity } from '../define/words.js';

/**
 * The first, hand-written status page, line by line. A tick there is never carried over: a line is done when every
 * control behind it passes, and nothing else makes it so.
 */
export interface SeedLine {
  readonly text: string;
  readonly controls: readonly string[];
  /** Controls that rampart does not have yet. The line stays open, unless the fact that they need is absent. */
  readonly awaits?: readonly Awaited[];
}
export interface Awaited {
  readonly control: string;
  /** 'always': no fact makes it anyone else's business. */
  readonly fact: 'always' | 'database' | 'uploads' | 'tokens' | 'outbound-signing';
}
export interface SeedSection {
  readonly number: number;
  readonly title: string;
  readonly lines: readonly SeedLine[];
}
export interface SeedTier {
  readonly severity: Severity;
  readonly title: string;
  readonly lines: readonly SeedLine[];
}
export interface PhaseItem {
  readonly text: string;
  /** What proves it: controls, or the command that does it. */
  readonly controls: readonly string[];
  readonly command?: string;
  readonly awaits?: readonly Awaited[];
}
export interface Phase {
  readonly title: string;
  readonly items: readonly PhaseItem[];
}

/** What a missing fact is called when it makes a line not applicable. */
export const absence: Readonly<Record<Awaited['fact'], string>> = {
  always: '',
  database: 'no database client',
  uploads: 'no upload parser',
  tokens: 'no token library',
  'outbound-signing': 'no signing library',
};

export const database = (...ids: string[]): readonly Awaited[] =>
  ids.map((control) => ({ control, fact: 'database' }));
export const awaited = (...ids: string[]): readonly Awaited[] =>
  ids.map((control) => ({ control, fact: 'always' }));
