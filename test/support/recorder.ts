import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

/** The bytes of one connection, as latin1. */
interface Recorded {
  bytes: string;
}
export interface Recorder {
  readonly url: URL;
  readonly port: number;
  readonly connections: readonly Recorded[];
  /** The most connections that were open at the same time. */
  most(): number;
  bytes(): number;
  close(): Promise<void>;
}

/** Answers the head of a request, or never does. Bodies are recorded but not parsed. */
export type Behaviour = (head: string, socket: Socket) => void;

interface Options {
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** A server on loopback that records all bytes, and parses only the end of a request's head. */
export async function record(behaviour: Behaviour, { tls }: Options = {}): Promise<Recorder> {
  const connections: Recorded[] = [];
  const open = new Set<Socket>();
  let most = 0;
  const take = (socket: Socket): void => {
    const connection: Recorded = { bytes: '' };
    connections.push(connection);
    open.add(socket);
    most = Math.max(most, open.size);
    let answered = false;
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    socket.on('data', (chunk: Buffer) => {
      connection.bytes += chunk.toString('latin1');
      const end = connection.bytes.indexOf('\r\n\r\n');
      if (answered || end < 0) return;
      answered = true;
      behaviour(connection.bytes.slice(0, end), socket);
    });
    socket.setTimeout(1_500, () => socket.destroy()); // slow clients are cut off
  };
  const server = tls ? createTlsServer(tls, take) : createServer(take);
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`${tls ? 'https' : 'http'}://127.0.0.1:${port}`),
    port,
    connections,
    most: () => most,
    bytes: () => connections.reduce((sum, { bytes }) => sum + bytes.length, 0),
    close: async () => {
      open.forEach((socket) => socket.destroy());
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A whole answer, after which the connection closes. */
export const answer = (
  status: number,
  body = '{}',
  headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' },
): Behaviour =>
  function respond(_head, socket) {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(
      `HTTP/1.1 ${status} X\r\n${lines.join('')}content-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
    );
  };
