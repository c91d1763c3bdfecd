import { Agent } from 'node:http';
import type { EvidenceKind } from '../../define/probe.js';
import { exchange, repliesIn } from './exchange.js';
import type { Answer, Endpoint, RawReply, Step } from './exchange.js';
import { ask, hostOf } from './http.js';
import type { Ask, Reply } from './http.js';
import type { Routes } from './routes.js';

/** A running service that probes may talk to. */
export interface Server {
  readonly endpoint: Endpoint;
  readonly kind: EvidenceKind & ('live' | 'booted');
  /** 'behind-proxy': we are its one proxy and say https; 'direct': nobody stands before it. */
  readonly stance: 'behind-proxy' | 'direct';
  /** How far probes may go: 'reads' sends nothing that could change data. */
  readonly reach: 'reads' | 'writes';
  /** An origin that the service was told to allow, where we know one. */
  readonly allowedOrigin: string | undefined;
  /** Text that makes a handler fail, on a service that we booted. */
  readonly fault: string | undefined;
  /** The same service as plaintext reaches it, or the port where plaintext would be. */
  plaintext(): Promise<Server | undefined>;
  /** The same service, booted with its timeouts divided by `quickening`; undefined where we did not boot it. */
  quickened(): Promise<Server | undefined>;
  /** Routes with a positive control: found once. */
  routes(): Promise<Routes>;
  /** An ordinary request; `from` is the client that our proxy names. */
  request(ask: Ask, from?: string): Promise<Reply>;
  /** Bytes, exactly; `head()` gives the lines that a proxy would add. */
  raw(steps: readonly Step[], options?: RawOptions): Promise<RawAnswer>;
  readonly host: string;
  /** Header lines, CRLF-terminated, that make a raw request arrive as through our proxy. */
  head(from?: string): string;
  /** A client address that nobody has used yet. */
  freshClient(): string;
  /** Something that several probes need and that is done once. */
  once<T>(name: string, make: () => Promise<T>): Promise<T>;
}
export interface RawOptions {
  readonly timeoutMs?: number;
  readonly until?: 'answer' | 'close';
  readonly persist?: 'yes';
}
export interface RawAnswer extends Answer {
  readonly replies: readonly RawReply[];
}

export interface ServerOptions {
  readonly endpoint: Endpoint;
  readonly kind: Server['kind'];
  readonly stance: Server['stance'];
  readonly reach: Server['reach'];
  readonly allowedOrigin?: string;
  readonly fault?: string;
  readonly plaintext: () => Promise<Server | undefined>;
  readonly quickened?: () => Promise<Server | undefined>;
  readonly findRoutes: (server: Server) => Promise<Routes>;
}

export function connectTo(options: ServerOptions): Server {
  const { endpoint, kind, stance, reach, allowedOrigin, fault, plaintext, findRoutes } = options;
  const memo = new Map<string, Promise<unknown>>();
  let clients = 0;
  const proxied = (from: string): Readonly<Record<string, string>> =>
    stance === 'behind-proxy' ? { 'x-forwarded-proto': 'https', 'x-forwarded-for': from } : {};
  const server: Server = {
    endpoint,
    kind,
    stance,
    reach,
    allowedOrigin,
    fault,
    plaintext,
    quickened: options.quickened ?? (async () => undefined),
    host: hostOf(endpoint),
    once: <T>(name: string, make: () => Promise<T>): Promise<T> => {
      if (!memo.has(name)) memo.set(name, make());
      return memo.get(name) as Promise<T>;
    },
    routes: () => server.once('routes', () => findRoutes(server)),
    request: (one, from = '198.51.100.7') =>
      ask(endpoint, { ...one, headers: { ...proxied(from), ...one.headers } }),
    raw: async (steps, options = {}) => {
      const answer = await exchange(endpoint, { steps, timeoutMs: options.timeoutMs ?? 5_000, ...options });
      return { ...answer, replies: repliesIn(answer.bytes) };
    },
    head: (from = '198.51.100.7') =>
      Object.entries(proxied(from))
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join(''),
    freshClient: () => {
      clients += 1;
      return `203.0.${113 + (clients >> 8)}.${clients & 255}`;
    },
  };
  return server;
}

export const keepAlive = (): Agent => new Agent({ keepAlive: true, maxSockets: 8 });
