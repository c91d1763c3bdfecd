import { connect, type Socket } from 'node:net';

/** One answer as it came over the wire. Header names are lower-cased; repeated ones are kept in order. */
export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: string;
  /** Milliseconds from the first byte sent to the end of the answer or the close of the connection. */
  readonly took: number;
  /** 'answered', or how the connection ended without one. */
  readonly end: 'answered' | 'closed' | 'timeout';
}

const limit = 2 * 1024 * 1024;

/**
 * Sends exactly these chunks over one connection to a loopback port, and reads one answer. Bounded in bytes
 * and time.
 */
export function raw(options: {
  readonly port: number;
  readonly chunks: readonly (string | Buffer)[];
  /** Pause between chunks, in milliseconds. */
  readonly pause?: number;
  readonly timeout?: number;
}): Promise<Answer> {
  return new Promise((resolve) => {
    const started = Date.now();
    let received = Buffer.alloc(0);
    let settled = false;
    const socket = connect(options.port, '127.0.0.1');
    const settle = (end: Answer['end']): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      socket.destroy();
      resolve({
        ...parse(received),
        took: Date.now() - started,
        end: parse(received).status > 0 ? 'answered' : end,
      });
    };
    const timer = setTimeout(() => settle('timeout'), options.timeout ?? 10_000);
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      if (complete(received) || received.length > limit) settle('answered');
    });
    socket.on('error', () => settle('closed'));
    socket.on('close', () => settle('closed'));
    socket.on('connect', () => void send(socket, options.chunks, options.pause ?? 0));
  });
}

async function send(socket: Socket, chunks: readonly (string | Buffer)[], pause: number): Promise<void> {
  for (const chunk of chunks) {
    if (socket.destroyed) return;
    socket.write(chunk);
    if (pause > 0) await new Promise((done) => setTimeout(done, pause));
  }
}

/** The text of a request; a body gets its Content-Length unless the headers already frame it. */
export function request(line: string, headers: Readonly<Record<string, string>> = {}, body?: string): string {
  const framed = Object.keys(headers).some((name) => /^(content-length|transfer-encoding)$/i.test(name));
  const all =
    body !== undefined && !framed
      ? { ...headers, 'Content-Length': String(Buffer.byteLength(body)) }
      : headers;
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${line} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body ?? ''}`;
}

function split(received: Buffer): { head: string; body: Buffer } | undefined {
  const end = received.indexOf('\r\n\r\n');
  return end < 0
    ? undefined
    : { head: received.subarray(0, end).toString('latin1'), body: received.subarray(end + 4) };
}

function complete(received: Buffer): boolean {
  const parts = split(received);
  if (parts === undefined) return false;
  const length = /^content-length: *(\d+)$/im.exec(parts.head)?.[1];
  if (length !== undefined) return parts.body.length >= Number(length);
  if (/^transfer-encoding: *chunked$/im.test(parts.head))
    return parts.body.toString('latin1').endsWith('0\r\n\r\n');
  return / (204|304) /.test(parts.head.slice(0, 15));
}

function parse(received: Buffer): Pick<Answer, 'status' | 'headers' | 'body'> {
  const parts = split(received);
  if (parts === undefined) return { status: 0, headers: new Map(), body: '' };
  const [first = '', ...lines] = parts.head.split('\r\n');
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  return { status: Number(first.split(' ')[1] ?? 0), headers, body: parts.body.toString('utf8') };
}
