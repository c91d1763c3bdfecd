import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';
import { setTimeout as sleep } from 'node:timers/promises';

/** Receives error reports in place of the real service: takes Sentry envelopes on loopback and stores them. */
export interface Collector {
  readonly dsn: string;
  /** The decompressed bodies, in order of arrival. */
  bodies(): readonly string[];
  /** Waits for `count` events, at most `ms`; returns their number. */
  events(count: number, ms: number): Promise<number>;
  close(): Promise<void>;
}

const maxBytes = 1024 * 1024;
const maxBodies = 100;

export async function openCollector(): Promise<Collector> {
  const bodies: string[] = [];
  const server = createServer((req, res) => {
    bodyOf(req)
      .then((body) => bodies.length < maxBodies && bodies.push(body))
      .catch(() => undefined)
      .finally(() => res.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const count = (): number => bodies.reduce((sum, body) => sum + eventsIn(body), 0);
  return {
    dsn: `http://rampartkey@127.0.0.1:${port}/1`,
    bodies: () => bodies,
    events: async (wanted, ms) => {
      const deadline = Date.now() + ms;
      while (count() < wanted && Date.now() < deadline) await sleep(50);
      return count();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const stream = req.headers['content-encoding'] === 'gzip' ? req.pipe(createGunzip()) : req;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new Error('larger than 1 MiB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The number of `event` items in an envelope: lines of JSON, each item after a header with its type. */
const eventsIn = (envelope: string): number =>
  envelope.split('\n').filter((line) => line.startsWith('{"type":"event"')).length;
