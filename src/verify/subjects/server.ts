import { randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import type { EvidenceKind } from '../../define/probe.js';
import type { Others } from './again.js';
import { isElsewhere } from './answered.js';
import { clientOf } from './client.js';
import type { Client } from './client.js';
import { repliesIn } from './exchange.js';
import type { Answer, Endpoint, RawReply, Step } from './exchange.js';
import { hostOf } from './http.js';
import type { Ask, Reply } from './http.js';
import { isLoopbackAddress } from './loopback.js';
import type { Mode } from './modes.js';
import type { Routes } from './routes.js';
import type { Transport } from './transport.js';

/** A running service that probes may talk to. Everything goes through its transport. */
export interface Server {
  readonly endpoint: Endpoint;
  readonly kind: EvidenceKind & ('live' | 'booted');
  /** 'behind-proxy': we are its one proxy and say https; 'direct': nobody stands before it. */
  readonly stance: 'behind-proxy' | 'direct';
  /** How far probes may go. */
  readonly mode: Mode;
  /** An origin that the service was told to allow, where we know one. */
  readonly allowedOrigin: string | undefined;
  /** Text that makes a handler fail, on a service that we booted. */
  readonly fault: string | undefined;
  readonly others: Others;
  /** Routes with a positive control: found once. */
  routes(): Promise<Routes>;
  /** Why the mode forbids this request; undefined: it may be sent. */
  refusal(ask: Ask): string | undefined;
  /** An ordinary request; `from` is the client that our proxy names. Throws Refused. */
  request(ask: Ask, from?: string): Promise<Reply>;
  /** A page, not a positive control: of somebody's server each is read once, whoever asks for it. */
  page(path: string, client: Client): Promise<Reply>;
  /** Bytes, exactly; `head()` gives the lines that a proxy would add. Throws Refused. */
  raw(steps: readonly Step[], options?: RawOptions): Promise<RawAnswer>;
  readonly host: string;
  /** Header lines, CRLF-terminated, that make a raw request arrive as through our proxy. */
  head(from?: string): string;
  /** A client of its own, for one probe. */
  client(): Client;
  /** A client address that nobody has used yet. */
  freshClient(): string;
  /** An address of this machine that nobody has used yet. */
  freshAddress(): string;
  /** The path with a query that nobody has used yet: what a cache in front keeps under it is served to nobody else. On loopback the path itself. */
  apart(path: string): string;
  /** Something that several probes need and that is done once. */
  once<T>(name: string, make: () => Promise<T>): Promise<T>;
}
export interface RawOptions {
  readonly timeoutMs?: number;
  readonly until?: 'answer' | 'close';
  readonly persist?: 'yes';
  readonly localAddress?: string;
}
export interface RawAnswer extends Answer {
  readonly replies: readonly RawReply[];
}

export interface ServerOptions {
  readonly endpoint: Endpoint;
  readonly kind: Server['kind'];
  readonly stance: Server['stance'];
  readonly transport: Transport;
  readonly allowedOrigin?: string;
  readonly fault?: string;
  readonly others: Others;
  readonly findRoutes: (server: Server) => Promise<Routes>;
}

export function connectTo(options: ServerOptions): Server {
  const { endpoint, kind, stance, transport, allowedOrigin, fault, others, findRoutes } = options;
  const memo = new Map<string, Promise<unknown>>();
  const pages = new Map<string, Promise<Reply>>();
  let clients = 0;
  let addresses = 0;
  const proxied = (from: string): Readonly<Record<string, string>> =>
    stance === 'behind-proxy' ? { 'x-forwarded-proto': 'https', 'x-forwarded-for': from } : {};
  const named = kind === 'live' ? { 'user-agent': 'rampart verify' } : {};
  const server: Server = {
    endpoint,
    kind,
    stance,
    mode: transport.mode,
    allowedOrigin,
    fault,
    others,
    host: hostOf(endpoint),
    once: <T>(name: string, make: () => Promise<T>): Promise<T> => {
      if (!memo.has(name)) memo.set(name, make());
      return memo.get(name) as Promise<T>;
    },
    routes: () => server.once('routes', () => findRoutes(server)),
    refusal: (one) => transport.refusal(endpoint, one),
    request: (one, from = firstClient) =>
      transport.request(endpoint, { ...one, headers: { ...named, ...proxied(from), ...one.headers } }),
    page: async (path, client) => {
      if (transport.mode !== 'passive') return client.request({ path });
      const kept = pages.get(path) ?? client.request({ path });
      pages.set(path, kept);
      const reply = await kept;
      if (isElsewhere(reply.status)) pages.delete(path);
      return reply;
    },
    raw: async (steps, options = {}) => {
      const answer = await transport.raw(endpoint, {
        steps,
        timeoutMs: options.timeoutMs ?? 5_000,
        ...options,
      });
      return { ...answer, replies: repliesIn(answer.bytes) };
    },
    head: (from = firstClient) =>
      Object.entries(proxied(from))
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join(''),
    client: () => clientOf(server),
    freshClient: () => {
      clients += 1;
      return `203.0.${113 + (clients >> 8)}.${clients & 255}`;
    },
    freshAddress: () => {
      addresses += 1;
      return `127.83.${(addresses >> 8) & 255}.${addresses & 255}`;
    },
    apart: (path) =>
      isLoopbackAddress(endpoint.host)
        ? path
        : `${path}${path.includes('?') ? '&' : '?'}rampart=${randomBytes(6).toString('hex')}`,
  };
  return server;
}

const firstClient = '198.51.100.7';

export const keepAlive = (): Agent => new Agent({ keepAlive: true, maxSockets: 8 });
