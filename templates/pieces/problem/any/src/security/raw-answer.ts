import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { rawProblem, type ProblemCode, type Why } from './problem.js';

type Headers = Readonly<Record<string, string>>;

/** What is to be answered on a socket whose request never became one. */
export interface RawRefusal {
  readonly code: ProblemCode;
  readonly why: Why;
  readonly headers?: Headers;
}
interface Listeners {
  /** May refuse with more, or with something else. */
  readonly limit?: (socket: Socket, refusal: RawRefusal) => RawRefusal | Promise<RawRefusal>;
  /** May name the answer. */
  readonly log?: (socket: Socket, refusal: RawRefusal) => Headers;
}
const listeners = new WeakMap<Server, Listeners>();

/** Whoever counts requests, or writes them down, is told of those too that no middleware sees. */
export function onRawAnswer(server: Server, more: Listeners): void {
  listeners.set(server, { ...listeners.get(server), ...more });
}

/** Answers, and closes. What began as a request was counted when it began. */
export async function answerRaw(
  server: Server,
  socket: Socket,
  refusal: RawRefusal,
  counting: 'count' | 'counted' = 'count',
): Promise<void> {
  // An error that nobody listens for ends the process, and Node may have stopped listening.
  socket.on('error', () => socket.destroy());
  const { limit, log } = listeners.get(server) ?? {};
  const { code, why, headers } = limit && counting === 'count' ? await limit(socket, refusal) : refusal;
  const more = log?.(socket, { code, why });
  if (!socket.writable) socket.destroy();
  else socket.end(rawProblem(code, { ...headers, ...more }), () => socket.destroy());
}
