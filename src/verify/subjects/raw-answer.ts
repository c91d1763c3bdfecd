import type { SocketAnswer, RawReply } from './exchange.js';

export interface RawOptions {
  readonly timeoutMs?: number;
  readonly until?: 'answer' | 'close';
  readonly persist?: 'yes';
  readonly localAddress?: string;
}

export interface RawAnswer extends SocketAnswer {
  readonly replies: readonly RawReply[];
}
