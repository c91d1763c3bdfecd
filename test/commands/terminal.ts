import { PassThrough } from 'node:stream';
import { nothingWritten, type Io } from '../../src/commands/io.js';

/** A terminal in memory: what it shows, and keys pressed when a text is shown. */
export class Terminal {
  readonly #input = new PassThrough();
  readonly #output = new PassThrough();
  shown = '';
  readonly io: Io;

  constructor(
    cwd: string,
    { env = {}, people = 'terminal' }: { env?: Record<string, string>; people?: 'terminal' | 'pipe' } = {},
  ) {
    // A terminal does not end when a prompt does.
    Object.assign(this.#output, { columns: 100, rows: 40, isTTY: true, end: () => this.#output });
    Object.assign(this.#input, { isTTY: true, setRawMode: () => this.#input });
    this.#output.on('data', (chunk: Buffer) => (this.shown += chunk.toString()));
    this.io = {
      cwd,
      self: 'rampart',
      env: { NO_COLOR: '1', ...env },
      stdin: this.#input,
      stdout: this.#output,
      stderr: this.#output,
      talksTo: () => people,
      format: 'text',
      standing: nothingWritten,
    };
  }

  press(keys: string): void {
    this.#input.write(keys);
  }

  /** The other end closes, as when a window is shut. */
  hangUp(): void {
    this.#input.end();
  }

  /**
   * Waits until a text is shown that was not there when the last wait ended; throws with the screen when it
   * never is.
   */
  async until(text: string): Promise<void> {
    for (let waited = 0; waited < 400; waited += 1) {
      const at = this.plain().indexOf(text, this.#seen);
      if (at !== -1) {
        this.#seen = at + text.length;
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`Never shown: ${text}\n${this.plain().slice(-2000)}`);
  }
  #seen = 0;

  /** What was shown, without escape codes. */
  plain(): string {
    return this.shown.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '');
  }
}

export const keys = {
  enter: '\r',
  escape: '\u001b',
  down: '\u001b[B',
  up: '\u001b[A',
  space: ' ',
  interrupt: '\u0003',
} as const;
