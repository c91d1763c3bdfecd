import { AsyncResource } from 'node:async_hooks';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Requests that wait on one connection, and on all connections those that Node holds meanwhile: 8 KB each. */
const most = { waiting: 100, held: 4_000 };

/** A request, by whatever name it comes. */
const events = ['request', 'checkContinue', 'checkExpectation'];

interface Line {
  readonly socket: Socket;
  running: ServerResponse | undefined;
  held: number;
  readonly waiting: { readonly res: ServerResponse; readonly begin: () => void }[];
}

interface Last {
  readonly res: ServerResponse | undefined;
  readonly turn: 'running' | 'waiting';
}

/**
 * A connection's next request begins when the answer before it was taken. Node begins all that have come:
 * with 40 KB of requests, a client that reads nothing makes it keep a thousand answers. What is sent too
 * far ahead is not begun: the last answer before it says that the connection closes, so the client knows
 * what to send again. What it returns tells the last request of a connection that is still to be answered.
 */
export function takeInTurn(server: Server): (socket: Socket) => Last {
  const lines = new WeakMap<Socket, Line>();
  const holding = new Set<Line>();
  let held = 0;

  const open = (socket: Socket): Line => {
    const line: Line = { socket, running: undefined, held: 0, waiting: [] };
    lines.set(socket, line);
    socket.once('close', () => {
      hold(line, -line.held);
    });
    return line;
  };
  const hold = (line: Line, count: number): void => {
    line.held += count;
    held += count;
    if (line.held > 0) holding.add(line);
    else holding.delete(line);
  };
  /** Whoever has sent most ahead makes room. */
  const cutOffWorst = (): void => {
    const worst = [...holding].reduce((one, other) => (other.held > one.held ? other : one));
    hold(worst, -worst.held);
    worst.socket.destroy();
  };
  const start = (line: Line, res: ServerResponse): void => {
    line.running = res;
    res.setMaxListeners(20); // the log, the limits and a stream each have theirs
    res.once('close', next);
  };
  function next(this: ServerResponse): void {
    const { socket } = this.req;
    const line = lines.get(socket);
    if (line === undefined) return;
    line.running = undefined;
    // Behind an answer that said "Connection: close" nothing is carried out: nobody would be told.
    const waiting = socket.writable ? line.waiting.shift() : undefined;
    if (waiting === undefined) return;
    hold(line, -1);
    start(line, waiting.res);
    waiting.begin();
  }
  const wait = (line: Line, res: ServerResponse, begin: () => void): void => {
    const { socket } = line;
    const last = line.waiting.at(-1)?.res ?? line.running;
    hold(line, 1);
    if (held > most.held) cutOffWorst();
    if (socket.destroyed) return;
    if (line.waiting.length < most.waiting && last?.shouldKeepAlive === true) {
      line.waiting.push({ res, begin: AsyncResource.bind(begin) });
    } else {
      if (last !== undefined) last.shouldKeepAlive = false;
      socket.pause();
    }
  };

  // Listeners come and go, and frameworks add their own: where events are emitted is the one place before
  // all of them.
  const emit = server.emit.bind(server) as (event: string | symbol, ...args: unknown[]) => boolean;
  server.emit = (event: string | symbol, ...args: unknown[]): boolean => {
    if (typeof event !== 'string' || !events.includes(event)) return emit(event, ...args);
    const [{ socket }, res] = args as [IncomingMessage, ServerResponse];
    if (!socket.writable) return true; // Node goes on with what had come already
    const line = lines.get(socket) ?? open(socket);
    if (line.running !== undefined && line.running !== res) {
      wait(line, res, () => void emit(event, ...args));
      return true;
    }
    if (line.running === undefined) start(line, res); // else it is the same one by its second name
    return emit(event, ...args);
  };
  return (socket) => {
    const line = lines.get(socket);
    const waiting = line?.waiting.at(-1)?.res;
    return waiting ? { res: waiting, turn: 'waiting' } : { res: line?.running, turn: 'running' };
  };
}
