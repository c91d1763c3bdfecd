/** Something that was asked for and failed: a boot, or a look at an address. It is reported, never silent. */
export interface Trouble {
  readonly of: 'boot' | 'url';
  /** One sentence: 'npm run build failed', 'it ended with code 1 before it listened', 'node_modules is missing'. */
  readonly because: string;
  /** The last lines of output, at most 10, oldest first; a stranger's text. */
  readonly said: readonly string[];
}
