/** Why the probes of a control are evidence for a requirement of the ASVS. */
export interface RequirementEvidence {
  /** '2.4.1' */
  readonly id: string;
  /**
   * 'part': the sentence says what is not looked at. Either covers the routes and files that were probed,
   * and no others.
   */
  readonly covers: 'whole' | 'part';
  /** One sentence; true in every run in which the control passes. */
  readonly because: string;
}

export const wholly = (id: string, because: string): RequirementEvidence => ({
  id,
  covers: 'whole',
  because,
});
export const partly = (id: string, because: string): RequirementEvidence => ({ id, covers: 'part', because });
