import type { Grade, Outcome } from './control.js';
import type { ProbeId } from './words.js';

export type EvidenceKind = 'static' | 'settings' | 'live' | 'booted' | 'database';

/** The grade that a pass of each kind is worth. */
export const gradeOf: Readonly<Record<EvidenceKind, Grade>> = {
  static: 2,
  settings: 2,
  booted: 3,
  live: 4,
  database: 4,
};

/** What a probe found, in one sentence, and where. */
export interface Finding {
  readonly outcome: Outcome;
  readonly because: string;
  /** 'src/app.ts:12', 'GET /notes -> 200', ... Never a secret's value. */
  readonly where?: string;
  /** What to write into rampart.probes.json, so that the question can be answered. */
  readonly add?: string;
  /** What to do, where the remedy of the control does not fit. */
  readonly remedy?: string;
}

/**
 * One yes/no question. Its id is the statement in kebab-case: 'refuses-plaintext'. Requests and judgement are
 * separate, so that transcripts can be kept, replayed and changed in tests.
 */
export interface Probe<Subject, Transcript> {
  readonly id: ProbeId;
  readonly question: string;
  /** What it sends or reads, and what makes it fail: for `rampart explain`. At most 200 characters. */
  readonly how: string;
  readonly kind: EvidenceKind;
  /** passive: reads; active: bounded requests; disruptive: floods a limit or stops the process. */
  readonly safety: 'passive' | 'active' | 'disruptive';
  /** Does the I/O, limited in number, bytes and time. */
  exercise(subject: Subject): Promise<Transcript>;
  /** Judges the transcript. Pure. */
  read(transcript: Transcript): readonly Finding[];
}

export const defineProbe = <S, T>(probe: Probe<S, T>): Probe<S, T> => probe;
