/** The lowest of the three levels of the ASVS that asks for a requirement. */
export type Level = 1 | 2 | 3;

/**
 * What becomes of a requirement here:
 *
 *   evidence          a control gives evidence for it, or for a part of it
 *   planned           a control that is designed, and not there yet, will
 *   open              a probe could look, and none is planned
 *   not-automatable   no probe can tell
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
  /** '' where controls speak for it; the coming control where it is planned; else a reason in few words. */
  readonly because: string;
}

/** One requirement of the OWASP Application Security Verification Standard 5.0.0. */
export interface Requirement {
  /** As the standard numbers it: '2.4.1'. Cited as v5.0.0-2.4.1. */
  readonly id: string;
  readonly level: Level;
  /** What it asks for, in short words of our own. */
  readonly text: string;
  readonly disposition: Disposition;
}
