import type { Agent, RequestOptions } from 'node:http';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { Endpoint } from './exchange.js';

/** One ordinary request. Header values may be lists: each becomes a line of its own. */
export interface Ask {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
  /** 'chunked': the length is not announced. */
  readonly framing?: 'chunked';
  readonly timeoutMs?: number;
  readonly agent?: Agent;
}

/** What came back; serialisable. Status 0: no answer, and `failure` says why. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** At most 64 KiB of text are kept. */
  readonly body: string;
  readonly ms: number;
  readonly failure?: string;
}

const keptBytes = 64 * 1024;
const maxBytes = 1024 * 1024;

/** Sends a request and reads the answer, bounded in time and bytes. Never throws, never follows a redirect. */
export function ask(
  endpoint: Endpoint,
  { method = 'GET', path, headers = {}, body, framing, timeoutMs = 10_000, agent }: Ask,
): Promise<Reply> {
  return new Promise((resolve) => {
    const started = performance.now();
    const chunks: Buffer[] = [];
    let size = 0;
    let settled = false;
    const settle = (status: number, got: Readonly<Record<string, string>>, failure?: string): void => {
      if (settled) return;
      settled = true;
      clearTimeout(limit);
      const text = Buffer.concat(chunks).subarray(0, keptBytes).toString('utf8');
      const ms = Math.round(performance.now() - started);
      resolve({ status, headers: got, body: text, ms, ...(failure ? { failure } : {}) });
    };
    const send = endpoint.transport === 'tls' ? tlsRequest : plainRequest;
    const outgoing = send({
      host: endpoint.host,
      port: endpoint.port,
      servername: endpoint.name,
      method,
      path,
      setHost: false,
      ...connectionOf(endpoint, agent),
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
    const limit = setTimeout(() => {
      settle(0, {}, `no answer within ${timeoutMs} ms`);
      outgoing.destroy();
    }, timeoutMs);
    outgoing.on('error', (error: NodeJS.ErrnoException) => settle(0, {}, error.code ?? error.message));
    outgoing.on('response', (incoming) => {
      const got = flat(incoming.headers);
      const status = incoming.statusCode ?? 0;
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > maxBytes) {
          settle(status, got, 'answer larger than 1 MiB');
          outgoing.destroy();
        } else chunks.push(chunk);
      });
      incoming.on('end', () => settle(status, got));
      incoming.on('error', () => settle(status, got, 'answer cut short'));
    });
    outgoing.end(body);
  });
}

/** A connection of its own, or one of the agent's; dialled where the address alone does not lead there. */
function connectionOf({ dial }: Endpoint, agent: Agent | undefined): RequestOptions {
  if (dial === undefined) return { agent: agent ?? false };
  const createConnection: NonNullable<RequestOptions['createConnection']> = (_options, then) => {
    dial().then(
      (socket) => then(null, socket),
      (error: unknown) => then(error as Error, undefined as never),
    );
    return undefined;
  };
  return agent === undefined ? { createConnection } : { agent: Object.assign(agent, { createConnection }) };
}

export const hostOf = ({ name, port, transport }: Endpoint): string =>
  port === (transport === 'tls' ? 443 : 80) || name.endsWith('.test') ? name : `${name}:${port}`;

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
