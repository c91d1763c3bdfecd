/** The lowest of the three ASVS levels that includes a requirement. */
export type Level = 1 | 2 | 3;

/**
 * How rampart handles a requirement:
 *
 *   evidence          a control gives evidence for it, or for a part of it
 *   planned           a designed control will, but does not exist yet
 *   open              a probe could check it, and none is planned
 *   not-automatable   no probe can check it
 *   organisation      people do it, or write and judge it
 *   out-of-scope      it is about something that rampart does not look at
 */
export const dispositions = [
  'evidence',
  'planned',
  'open',
  'not-automatable',
  'organisation',
  'out-of-scope',
] as const;
export interface Disposition {
  readonly is: (typeof dispositions)[number];
  /** '' if controls cover it; the planned control; else a short reason. */
  readonly because: string;
}

/** One requirement of the OWASP Application Security Verification Standard 5.0.0. */
export interface Requirement {
  /** The number in the standard: '2.4.1'. Cited as v5.0.0-2.4.1. */
  readonly id: string;
  readonly level: Level;
  /** What it requires, in our own short words. */
  readonly text: string;
  readonly disposition: Disposition;
}
