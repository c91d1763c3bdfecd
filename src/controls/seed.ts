import type { Severity } from '../define/words.js';

/**
 * The original hand-written status page, line by line. Its ticks are not carried over: a line is done only
 * when every control behind it passes.
 */
interface SeedLine {
  readonly text: string;
  readonly controls: readonly string[];
  /** Controls that rampart lacks. The line stays open, unless the fact that they need is absent. */
  readonly awaits?: readonly Awaited[];
}

export interface Awaited {
  readonly control: string;
  /** 'always': applies to every service. */
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
  /** Controls that must pass too. If one fails, the line stays open, whatever is attested. */
  readonly controls: readonly string[];
  /** What shows the act itself. */
  readonly act: Act;
  readonly command?: string;
  /** What shows the rest after the probes of the act pass. */
  readonly then?: string;
  /** In a deployment with this fact the settings file cannot show the act, so only a person can attest it. */
  readonly blindWhere?: string;
  readonly awaits?: readonly Awaited[];
}

export interface Act {
  /** Probes that see it; if absent, the controls show it on the target itself. */
  readonly probes?: readonly string[];
  /** The claim by which a person may attest it instead. */
  readonly claim?: string;
}

export interface SeedPhase {
  readonly title: string;
  readonly items: readonly PhaseItem[];
}

/** The words for a missing fact that makes a line not applicable. */
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
