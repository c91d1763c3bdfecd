import type { Ask, Reply } from './http.js';
import type { RawAnswer, RawOptions } from './raw-answer.js';
import type { Step } from './exchange.js';

/** One client of a server. What others have spent at its limiter is not held against this one. */
export interface Client {
  /** An ordinary request; on a boot of ours a 429 is asked again as a client that nobody has been. */
  request(ask: Ask): Promise<Reply>;
  /** The same for bytes; `head` has the lines that a proxy of ours would add. */
  raw(steps: (head: string) => readonly Step[], options?: RawOptions): Promise<RawAnswer>;
}
