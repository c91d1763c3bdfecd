export interface Handed {
  readonly name: string;
  readonly text: string;
}
