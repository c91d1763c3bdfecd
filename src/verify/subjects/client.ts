import type { Ask, Reply } from './http.js';
import type { RawAnswer, RawOptions } from './raw-answer.js';
import type { Step } from './exchange.js';

/** One client of a server. The limits that other clients used up do not count against it. */
export interface Client {
  /** Sends an ordinary request. On our own boot a 429 is repeated as a new client. */
  request(ask: Ask): Promise<Reply>;
  /** The same for raw bytes. `head` returns the lines that our proxy would add. */
  raw(steps: (head: string) => readonly Step[], options?: RawOptions): Promise<RawAnswer>;
}
