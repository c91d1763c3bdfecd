import type { SocketAnswer, RawReply } from './exchange.js';

export interface RawOptions {
  readonly timeoutMs?: number;
  readonly until?: 'answer' | 'close';
  readonly persist?: 'yes';
}

export interface RawAnswer extends SocketAnswer {
  readonly replies: readonly RawReply[];
}
