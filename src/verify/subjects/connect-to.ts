import { randomBytes } from 'node:crypto';
import type { GivenLogin } from '../good-requests/good-requests.js';
import { openMadeParams } from '../good-requests/made-params.js';
import { openSignIns } from '../good-requests/sign-ins.js';
import type { Others, Server } from './server.js';

import { clientOf } from './client-of.js';
import { isElsewhere } from './answered.js';
import { repliesIn, type Endpoint } from './exchange.js';
import { isLoopbackAddress } from './loopback.js';
import { hostOf, keptBytes, type Ask, type Reply } from './http.js';
import type { Routes } from './found-routes.js';
import type { Transport } from './transport.js';
import { Agent } from 'node:http';

export interface ServerOptions {
  readonly endpoint: Endpoint;
  readonly kind: Server['kind'];
  readonly stance: Server['stance'];
  readonly transport: Transport;
  readonly allowedOrigin?: string;
  readonly fault?: string;
  readonly others: Others;
  /** How probes log in here. */
  readonly logins?: readonly GivenLogin[];
  readonly findRoutes: (server: Server) => Promise<Routes>;
}

export function connectTo(options: ServerOptions): Server {
  const {
    endpoint,
    kind,
    stance,
    transport,
    allowedOrigin,
    fault,
    others,
    logins = [],
    findRoutes,
  } = options;
  const memo = new Map<string, Promise<unknown>>();
  const pages = new Map<string, Promise<Reply>>();
  let clients = 0;
  let addresses = 0;
  let working: Routes | undefined;
  const proxied = (from: string): Readonly<Record<string, string>> =>
    stance === 'behind-proxy' ? { 'x-forwarded-proto': 'https', 'x-forwarded-for': from } : {};
  const named = kind === 'live' ? { 'user-agent': 'rampart verify' } : {};
  const signIns = openSignIns({
    logins,
    request: (one) => clientOf(server).request(one),
    refusal: () => transport.refusal(endpoint, { path: '/', headers: { authorization: '' } }),
  });
  const madeParams = openMadeParams((one) => clientOf(server).request(one));
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
    routes: () => server.once('routes', async () => (working = await findRoutes(server))),
    refusal: (one) => transport.refusal(endpoint, one),
    request: (one, from = firstClient) => {
      if (one.made !== undefined) return madeParams.send(one, (filled) => server.request(filled, from));
      const send = (credential: Credentials = {}): Promise<Reply> =>
        transport.request(endpoint, {
          ...one,
          headers: { ...named, ...proxied(from), ...one.headers, ...beside(one.headers, credential) },
        });
      const login = one.login ?? loginOfOk(one, working);
      return login === undefined ? send() : signIns.send(login, send);
    },
    page: async (path, client, part = 'beginning') => {
      const read = (): Promise<Reply> =>
        client.request({ path, ...(part === 'whole' && { keeps: wholePage }) });
      if (transport.mode !== 'passive') return read();
      const key = `${part} ${path}`;
      const kept = pages.get(key) ?? pages.get(`whole ${path}`) ?? read();
      pages.set(key, kept);
      const reply = await kept;
      if (isElsewhere(reply.status)) pages.delete(key);
      return part === 'whole' ? reply : { ...reply, body: reply.body.slice(0, keptBytes) };
    },
    raw: async (steps, bounds = {}) => {
      const answer = await transport.raw(endpoint, {
        steps,
        timeoutMs: bounds.timeoutMs ?? 5000,
        ...bounds,
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

/** A credential beside the headers of a request; its cookies come before those of a probe. */
function beside(headers: Ask['headers'] = {}, credential: Credentials): Credentials {
  const own = headers['cookie'];
  return credential['cookie'] === undefined || own === undefined
    ? credential
    : { ...credential, cookie: `${credential['cookie']}; ${String(own)}` };
}
type Credentials = Readonly<Record<string, string>>;

/** The login of the working path, so that it works in every question that it is the positive control of. */
function loginOfOk({ method = 'GET', path }: Ask, working: Routes | undefined): string | undefined {
  if (working?.ok === undefined || !['GET', 'HEAD'].includes(method)) return undefined;
  const rest = path.startsWith(working.ok) ? path.slice(working.ok.length) : undefined;
  return rest === '' || rest?.startsWith('?') === true || rest?.startsWith('&') === true
    ? working.okLogin
    : undefined;
}

/** OpenAPI documents of some hundred operations have megabytes. */
const wholePage = 16 * 1024 * 1024;
const firstClient = '198.51.100.7';

export const keepAlive = (): Agent => new Agent({ keepAlive: true, maxSockets: 8 });
