import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { rawProblem, type ProblemCode, type Why } from './problem.js';

/** What is to be answered on a socket whose request never became one. */
export interface RawRefusal {
  readonly code: ProblemCode;
  readonly why: Why;
  readonly headers?: Readonly<Record<string, string>>;
}
interface Listeners {
  readonly limits: ((socket: Socket, refusal: RawRefusal) => RawRefusal | Promise<RawRefusal>)[];
  readonly logs: ((socket: Socket, refusal: RawRefusal) => void)[];
}
const listeners = new WeakMap<Server, Listeners>();

/** Whoever counts requests, or writes them down, is told of those too that no middleware sees. */
export function onRawAnswer(server: Server, { limits = [], logs = [] }: Partial<Listeners>): void {
  const before = listeners.get(server);
  listeners.set(server, {
    limits: [...(before?.limits ?? []), ...limits],
    logs: [...(before?.logs ?? []), ...logs],
  });
}

/** Answers, and closes. */
export async function answerRaw(server: Server, socket: Socket, refusal: RawRefusal): Promise<void> {
  const { limits, logs } = listeners.get(server) ?? { limits: [], logs: [] };
  let answer = refusal;
  for (const limit of limits) answer = await limit(socket, answer);
  for (const log of logs) log(socket, answer);
  if (!socket.writable) socket.destroy();
  else socket.end(rawProblem(answer.code, answer.headers), () => socket.destroy());
}
