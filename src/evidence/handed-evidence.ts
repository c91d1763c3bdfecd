export interface HandedEvidence {
  readonly name: string;
  readonly text: string;
}
