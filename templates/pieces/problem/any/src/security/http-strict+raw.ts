import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { rawProblem, type ProblemCode, type Why } from './problem.js';

type Headers = Readonly<Record<string, string>>;

/** The answer for a socket whose input never became a request. */
export interface RawRefusal {
  readonly code: ProblemCode;
  readonly why: Why;
  readonly headers?: Headers;
}
interface Listeners {
  /** Counts it, and may replace the refusal. */
  readonly limit?: (socket: Socket, refusal: RawRefusal) => RawRefusal | Promise<RawRefusal>;
  /** Logs it, and may add headers such as the id. */
  readonly log?: (socket: Socket, refusal: RawRefusal) => Headers;
}
const listeners = new WeakMap<Server, Listeners>();

/** Lets the rate limit and the log see answers that no middleware sees. */
export function onRawAnswer(server: Server, more: Listeners): void {
  listeners.set(server, { ...listeners.get(server), ...more });
}

/** Answers and closes the connection. A request that had begun was counted then. */
export async function answerRaw(
  server: Server,
  socket: Socket,
  refusal: RawRefusal,
  counting: 'count' | 'counted' = 'count',
): Promise<void> {
  // Without an error listener an error would end the process, and Node may have removed its own.
  socket.on('error', () => socket.destroy());
  const { limit, log } = listeners.get(server) ?? {};
  const { code, why, headers } = limit && counting === 'count' ? await limit(socket, refusal) : refusal;
  const more = log?.(socket, { code, why });
  if (!socket.writable) socket.destroy();
  else socket.end(rawProblem(code, { ...headers, ...more }), () => socket.destroy());
}
