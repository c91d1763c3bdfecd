/** Why the probes of a control are evidence for an ASVS requirement. */
export interface RequirementEvidence {
  /** '2.4.1' */
  readonly id: string;
  /** 'part': the sentence says what is not checked. Both cover only the routes and files that were probed. */
  readonly covers: 'whole' | 'part';
  /** One sentence that is true in every run where the control passes. */
  readonly because: string;
}

export const wholly = (id: string, because: string): RequirementEvidence => ({
  id,
  covers: 'whole',
  because,
});
export const partly = (id: string, because: string): RequirementEvidence => ({ id, covers: 'part', because });
