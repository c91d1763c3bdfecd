import type { Agent, RequestOptions } from 'node:http';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isIP } from 'node:net';
import { serverNameOf } from './exchange.js';
import type { Endpoint } from './exchange.js';

/** One ordinary request. A header with several values is sent as several lines. */
export interface Ask {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
  /** 'chunked': without Content-Length. */
  readonly framing?: 'chunked';
  readonly timeoutMs?: number;
  /** The most bytes of the answer to keep; 64 KiB if not said. */
  readonly keeps?: number;
  readonly agent?: Agent;
  /** The local address to send from. */
  readonly localAddress?: string;
  /** The login of rampart.probes.json with whose credential it is sent. */
  readonly login?: string;
  /** Params of its path that are still open, as in '/orders/{id}', and the request that makes each. */
  readonly made?: readonly Made[];
}

/** A param of a path whose value is in the answer to another request of rampart.probes.json. */
export interface Made {
  /** 'id' */
  readonly name: string;
  readonly by: Ask;
  /** Where its answer has the value, as a JSON pointer. */
  readonly pointer: string;
  /** How a report names it: 'requests.2.params.id' and 'POST /orders as user'. */
  readonly at: string;
  readonly words: string;
}

/** The answer, as plain data. Status 0: no answer; `failure` says why. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The beginning of the text: as much as was to be kept. */
  readonly body: string;
  readonly ms: number;
  readonly failure?: string;
  /** Why it could not be sent as rampart.probes.json says: without the credential of its login, or without a param. */
  readonly givenFault?: string;
}

export const keptBytes = 64 * 1024;
const mebibyte = 1024 * 1024;

/** Sends a request and reads the answer, with limits of time and size. Never throws, never follows a redirect. */
export function ask(
  endpoint: Endpoint,
  {
    method = 'GET',
    path,
    headers = {},
    body,
    framing,
    timeoutMs = 10_000,
    keeps = keptBytes,
    agent,
    localAddress,
  }: Ask,
): Promise<Reply> {
  return new Promise<Reply>((resolve) => {
    const started = performance.now();
    const chunks: Buffer[] = [];
    const maxBytes = Math.max(keeps, mebibyte);
    let size = 0;
    let settled = false;
    let heard: { readonly status: number; readonly headers: Reply['headers'] } | undefined;
    const settle = (failure?: string): void => {
      if (settled) return;
      settled = true;
      clearTimeout(limit);
      const text = Buffer.concat(chunks).subarray(0, keeps).toString('utf8');
      const ms = Math.round(performance.now() - started);
      const { status = 0, headers: got = {} } = heard ?? {};
      const reply = { status, headers: got, body: text, ms, ...(failure ? { failure } : {}) };
      const { socket } = outgoing;
      if (agent !== undefined || !socket || socket.destroyed) return resolve(reply);
      socket.once('close', () => resolve(reply)); // a connection counts until it is closed
      socket.destroy();
    };
    const send = endpoint.transport === 'tls' ? tlsRequest : plainRequest;
    const outgoing = send({
      host: endpoint.host,
      port: endpoint.port,
      servername: serverNameOf(endpoint),
      method,
      path,
      setHost: false,
      ...connectionOf(endpoint, agent, localAddress),
      headers: {
        host: hostOf(endpoint),
        ...(body === undefined
          ? {}
          : framing === 'chunked'
            ? { 'transfer-encoding': 'chunked' }
            : { 'content-length': String(Buffer.byteLength(body)) }),
        ...(agent ? {} : { connection: 'close' }),
        ...mutable(headers),
      },
    });
    const limit = setTimeout(
      () => settle(`${heard ? 'no end' : 'no answer'} within ${timeoutMs} ms`),
      timeoutMs,
    );
    outgoing.on('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.message));
    outgoing.on('response', (incoming) => {
      heard = { status: incoming.statusCode ?? 0, headers: flat(incoming.headers) };
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > maxBytes) settle(`answer larger than ${maxBytes / mebibyte} MiB`);
      });
      incoming.on('end', () => settle());
      incoming.on('error', () => settle('answer cut short'));
    });
    outgoing.end(body);
  }).catch(unsendable);
}

/** A new connection, or one of the agent's. Uses `dial` if the address is in a separate network. */
function connectionOf(
  { dial }: Endpoint,
  agent: Agent | undefined,
  localAddress: string | undefined,
): RequestOptions {
  if (dial === undefined)
    return { agent: agent ?? false, ...(localAddress === undefined ? {} : { localAddress }) };
  const createConnection: NonNullable<RequestOptions['createConnection']> = (_options, then) => {
    dial(localAddress).then(
      (socket) => then(null, socket),
      (error: unknown) => then(error as Error, undefined as never),
    );
    return undefined;
  };
  return agent === undefined ? { createConnection } : { agent: Object.assign(agent, { createConnection }) };
}

/** What Node refuses to send: a path with a space, a header with a line break. */
const unsendable = (error: unknown): Reply => ({
  status: 0,
  headers: {},
  body: '',
  ms: 0,
  failure: error instanceof Error ? error.message : String(error),
});

export function hostOf({ name, port, transport }: Endpoint): string {
  const host = isIP(name) === 6 ? `[${name}]` : name;
  return port === (transport === 'tls' ? 443 : 80) || name.endsWith('.test') ? host : `${host}:${port}`;
}

const mutable = (
  headers: Readonly<Record<string, string | readonly string[]>>,
): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      typeof value === 'string' ? value : [...value],
    ]),
  );

const flat = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
