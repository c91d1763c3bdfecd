import { AsyncResource } from 'node:async_hooks';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Most requests that may wait on one connection, and on all connections together (8 KB each). */
const most = { waiting: 100, held: 4_000 };

/** Node announces a request by one of these events. */
const events = ['request', 'checkContinue', 'checkExpectation'];

interface Line {
  readonly socket: Socket;
  running: ServerResponse | undefined;
  /** The only one that can still be coming in. */
  latest: IncomingMessage | undefined;
  held: number;
  readonly waiting: { readonly res: ServerResponse; readonly begin: () => void }[];
}

interface Last {
  readonly res: ServerResponse | undefined;
  readonly turn: 'running' | 'waiting';
  readonly latest: IncomingMessage | undefined;
}

/**
 * Begins the next request of a connection when the client has taken the answer before it. Node begins all at
 * once: with 40 KB of requests, a client that reads nothing makes it keep a thousand answers. Requests sent
 * too far ahead are not begun: the last answer before them says "Connection: close", so the client knows what
 * to send again. Returns a function that finds the last unanswered request of a connection.
 */
export function takeInTurn(server: Server): (socket: Socket) => Last {
  const lines = new WeakMap<Socket, Line>();
  const holding = new Set<Line>();
  let held = 0;

  const open = (socket: Socket): Line => {
    const line: Line = { socket, running: undefined, latest: undefined, held: 0, waiting: [] };
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
  /** Closes the connection with the most waiting requests. */
  const cutOffWorst = (): void => {
    const worst = [...holding].reduce((one, other) => (other.held > one.held ? other : one));
    hold(worst, -worst.held);
    worst.socket.destroy();
  };
  const start = (line: Line, res: ServerResponse): void => {
    line.running = res;
    res.setMaxListeners(20); // the log, the limits and a stream each add one
    res.on('close', next);
  };
  function next(this: ServerResponse): void {
    const { socket } = this.req;
    const line = lines.get(socket);
    if (line === undefined) return;
    line.running = undefined;
    // After "Connection: close" nothing more is carried out: the client would get no answer.
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

  // Frameworks add and remove listeners. Only `emit` comes before all of them.
  const emit = server.emit.bind(server) as (event: string | symbol, ...args: unknown[]) => boolean;
  server.emit = (event: string | symbol, ...args: unknown[]): boolean => {
    if (typeof event !== 'string' || !events.includes(event)) return emit(event, ...args);
    const [req, res] = args as [IncomingMessage, ServerResponse];
    const { socket } = req;
    if (!socket.writable) return true; // Node still announces what it has read
    const line = lines.get(socket) ?? open(socket);
    line.latest = req;
    if (line.running !== undefined && line.running !== res) {
      wait(line, res, () => void emit(event, ...args));
      return true;
    }
    if (line.running === undefined) start(line, res); // else the same request, announced by a second event
    return emit(event, ...args);
  };
  return (socket) => {
    const line = lines.get(socket);
    const waiting = line?.waiting.at(-1)?.res;
    const latest = line?.latest;
    return waiting
      ? { res: waiting, turn: 'waiting', latest }
      : { res: line?.running, turn: 'running', latest };
  };
}
