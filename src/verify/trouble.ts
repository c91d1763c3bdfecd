/**
 * What was asked for and did not happen: a boot, or a look at an address. It is a finding of its own, never
 * silence.
 */
export interface Trouble {
  readonly of: 'boot' | 'url';
  /** One sentence: 'npm run build failed', 'it ended with code 1 before it listened', 'node_modules is missing'. */
  readonly because: string;
  /** The end of what was really said, at most 10 lines, oldest first; strangers' text. */
  readonly said: readonly string[];
}
