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

/** An act, ticked by evidence that it was done in production. */
export interface PhaseItem {
  readonly text: string;
  /** What must hold besides; a failing one of them leaves the line open, whatever is claimed. */
  readonly controls: readonly string[];
  /** What shows the act itself. */
  readonly act: Act;
  readonly command?: string;
  /** What shows the rest, once the probes of the act pass. */
  readonly then?: string;
  /**
   * Where a deployment has this fact its settings file does not show the act, and only a person can say
   * that it was done.
   */
  readonly blindWhere?: string;
  readonly awaits?: readonly Awaited[];
}

export interface Act {
  /** Probes that see it; none: the controls do, on the target itself. */
  readonly probes?: readonly string[];
  /** A person may claim it instead. */
  readonly claim?: string;
}

export interface SeedPhase {
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
