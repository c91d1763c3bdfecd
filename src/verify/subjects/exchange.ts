import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { bareTable } from '../../own.js';

/** Where bytes are sent: an address, and the name that the certificate must have. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly transport: 'plain' | 'tls';
  /** The host name in the URL and in the Host header. */
  readonly name: string;
  /** How to connect, if the address is in a separate network. */
  readonly dial?: (from?: string) => Promise<Socket>;
}

/** What to send, in order: bytes, or a pause in milliseconds. */
export type Step = string | Buffer | { readonly wait: number };

export interface SocketAnswer {
  /** What came back, as latin1 text of at most 1 MiB. */
  readonly bytes: string;
  /** Why it ended. 'time': nobody closed it within the time limit. */
  readonly ended: 'peer' | 'time' | 'error' | 'size' | 'enough';
  readonly ms: number;
  readonly error?: string;
}

export interface Exchange {
  readonly steps: readonly Step[];
  readonly timeoutMs: number;
  /** 'answer': stop at the first complete head; 'close': wait until the peer closes. */
  readonly until?: 'answer' | 'close';
  /** Continue to send after an answer has begun. */
  readonly persist?: 'yes';
  /** The local address to send from. */
  readonly localAddress?: string;
}

const maxBytes = 1024 * 1024;

/** Sends exactly these bytes on a new socket. Returns what came back and how it ended. Never throws. */
export async function exchange(endpoint: Endpoint, options: Exchange): Promise<SocketAnswer> {
  if (endpoint.dial === undefined) return talk(endpoint, open(endpoint, options.localAddress), options);
  try {
    return await talk(endpoint, await endpoint.dial(options.localAddress), options);
  } catch (error) {
    return {
      bytes: '',
      ended: 'error',
      ms: 0,
      error: (error as NodeJS.ErrnoException).code ?? String(error),
    };
  }
}

function talk(
  { transport, dial }: Endpoint,
  socket: Socket,
  { steps, timeoutMs, until = 'close', persist }: Exchange,
): Promise<SocketAnswer> {
  return new Promise((resolve) => {
    const started = performance.now();
    const chunks: Buffer[] = [];
    let size = 0;
    let pending: NodeJS.Timeout | undefined;
    const end = (ended: SocketAnswer['ended'], error?: string): void => {
      clearTimeout(limit);
      clearTimeout(pending);
      socket.removeAllListeners();
      socket.on('error', () => undefined);
      socket.destroy();
      const bytes = Buffer.concat(chunks).toString('latin1');
      resolve({ bytes, ended, ms: Math.round(performance.now() - started), ...(error ? { error } : {}) });
    };
    const limit = setTimeout(() => end('time'), timeoutMs);
    const send = (index: number): void => {
      const step = steps[index];
      if (step === undefined || socket.destroyed || (size > 0 && persist !== 'yes')) return;
      if (typeof step === 'object' && 'wait' in step) {
        pending = setTimeout(() => send(index + 1), step.wait);
        return;
      }
      socket.write(typeof step === 'string' ? Buffer.from(step, 'latin1') : step, () => send(index + 1));
    };
    if (dial !== undefined) process.nextTick(send, 0);
    else socket.once(transport === 'tls' ? 'secureConnect' : 'connect', () => send(0));
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes) end('size');
      else if (until === 'answer' && Buffer.concat(chunks).includes('\r\n\r\n')) end('enough');
    });
    socket.on('end', () => end('peer'));
    socket.on('close', () => end('peer'));
    socket.on('error', (error: NodeJS.ErrnoException) => end('error', error.code ?? error.message));
  });
}

function open(endpoint: Endpoint, localAddress: string | undefined): Socket {
  const { host, port, transport } = endpoint;
  const from = localAddress === undefined ? {} : { localAddress };
  if (transport === 'plain') return connectPlain({ host, port, ...from });
  return connectTls({ host, port, servername: serverNameOf(endpoint), ALPNProtocols: ['http/1.1'], ...from });
}

/**
 * The server name for TLS. An IP address is no server name (RFC 6066): the certificate is then checked
 * against the address.
 */
export const serverNameOf = ({ name }: Endpoint): string => (isIP(name) === 0 ? name : '');

export interface RawReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** All responses in the bytes, in order, to see whether smuggled requests were answered. */
export function repliesIn(bytes: string): readonly RawReply[] {
  const replies: RawReply[] = [];
  let rest = bytes;
  while (replies.length < 10) {
    const head = /^HTTP\/1\.[01] (\d{3})[^\r\n]*\r\n/.exec(rest);
    const end = rest.indexOf('\r\n\r\n');
    if (!head || end < 0) return replies;
    const headers = headersIn(rest.slice(head[0].length, end));
    const body = rest.slice(end + 4);
    const length = bodyLength(headers, body);
    replies.push({ status: Number(head[1]), headers, body: body.slice(0, length) });
    rest = body.slice(length);
  }
  return replies;
}

function headersIn(text: string): Readonly<Record<string, string>> {
  const headers = bareTable<string>();
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}

function bodyLength(headers: Readonly<Record<string, string>>, body: string): number {
  if (/chunked/i.test(headers['transfer-encoding'] ?? '')) {
    const end = body.indexOf('0\r\n\r\n');
    return end < 0 ? body.length : end + 5;
  }
  const length = headers['content-length'];
  if (length !== undefined) return Math.min(Number(length) || 0, body.length);
  const next = body.indexOf('HTTP/1.');
  return next < 0 ? body.length : next;
}
