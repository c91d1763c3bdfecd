import { connect } from 'node:net';

export interface Load {
  readonly total: number;
  /** Of each answer, in milliseconds. */
  readonly latencies: readonly number[];
}

/**
 * Keeps some connections busy: each sends its next request when its answer is complete.
 * Bytes over sockets, prepared beforehand: a client library costs more CPU than the fast services do, and
 * would be what is measured. An answer of another status makes the whole load void.
 */
export async function load(options: {
  readonly port: number;
  readonly connections: number;
  readonly requests: readonly Buffer[];
  readonly milliseconds?: number;
  /** So many requests at most. */
  readonly limit?: number;
  readonly status?: number;
}): Promise<Load> {
  const { port, connections, requests, milliseconds = Infinity, limit = Infinity, status = 200 } = options;
  const latencies: number[] = [];
  const until = performance.now() + milliseconds;
  let sent = 0;
  const next = (): Buffer | undefined =>
    sent < limit && performance.now() < until ? requests[sent++ % requests.length] : undefined;
  await Promise.all(Array.from({ length: connections }, () => converse(port, { next, status, latencies })));
  return { total: latencies.length, latencies };
}

/** One connection, request by request, until there is no next one. */
function converse(
  port: number,
  talk: { next(): Buffer | undefined; readonly status: number; readonly latencies: number[] },
): Promise<void> {
  const { next, latencies } = talk;
  const wanted = `HTTP/1.1 ${String(talk.status)} `;
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let started = 0;
    let gathered: Buffer | undefined;
    const send = (): void => {
      const request = next();
      if (request === undefined) {
        socket.destroy();
        resolve();
        return;
      }
      started = performance.now();
      socket.write(request);
    };
    const fail = (why: string): void => {
      socket.destroy();
      reject(new Error(why));
    };
    socket
      .on('connect', send)
      .on('error', reject)
      .on('end', () => fail('The server closed a connection.'));
    socket.on('data', (chunk) => {
      gathered = gathered === undefined ? chunk : Buffer.concat([gathered, chunk]);
      const end = gathered.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = gathered.toString('latin1', 0, end);
      if (!head.startsWith(wanted)) {
        fail(`Expected ${wanted}, got ${head.split('\r\n', 1)[0] ?? ''}`);
        return;
      }
      if (!isComplete(head, gathered.subarray(end + 4))) return;
      gathered = undefined;
      latencies.push(performance.now() - started);
      send();
    });
  });
}

function isComplete(head: string, body: Buffer): boolean {
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  return length === undefined ? body.subarray(-5).equals(lastChunk) : body.length >= Number(length);
}

const lastChunk = Buffer.from('0\r\n\r\n');
