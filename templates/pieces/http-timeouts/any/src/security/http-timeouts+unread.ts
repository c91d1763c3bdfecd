import type { Server } from 'node:http';
import type { Socket } from 'node:net';

const lookEvery = 250; // milliseconds
/**
 * How long a client may read nothing, in milliseconds, and the bytes a millisecond that it gets in addition:
 * progress on a large chunk shows only when all of it is read.
 */
const patience = { usual: 30_000, crowded: 1_000, pace: 100 };
/** The same once the server listens no more: an answer that nobody reads must not hold up the end of the process. */
const patienceAtEnd = { usual: 3_000, most: 12_000 };
/** Bytes that all clients together have not read; above this, the `crowded` time holds. */
const mostUnread = 64 * 1024 * 1024;

interface Reader {
  unread: number;
  taken: number;
  since: number;
}

/**
 * Cuts off clients that do not read their answers. When too much is unread, those who have read nothing for
 * the longest time go first.
 */
export function cutOffUnread(server: Server): void {
  const readers = new Map<Socket, Reader>();
  const add = (socket: Socket): void => {
    readers.set(socket, { unread: 0, taken: 0, since: 0 });
    socket.once('close', () => readers.delete(socket));
  };
  const patienceFor = (unread: number): number => {
    const more = unread / patience.pace;
    return server.listening
      ? patience.usual + more
      : Math.min(patienceAtEnd.usual + more, patienceAtEnd.most);
  };
  const look = (): void => {
    const now = performance.now();
    const slow: (readonly [socket: Socket, reader: Reader])[] = [];
    for (const [socket, reader] of readers) {
      const { writableLength, bytesWritten } = socket;
      // It may have read one answer, and have as much of the next to read.
      const taken = bytesWritten - writableLength;
      if (reader.unread === 0 || taken > reader.taken) reader.since = now;
      reader.taken = taken;
      reader.unread = writableLength;
      if (writableLength > 0) slow.push([socket, reader]);
    }
    let unread = slow.reduce((sum, [, reader]) => sum + reader.unread, 0);
    for (const [socket, reader] of slow.sort(([, a], [, b]) => a.since - b.since)) {
      const waited = now - reader.since;
      const isInTheWay = unread > mostUnread && waited > patience.crowded;
      if (!isInTheWay && waited <= patienceFor(reader.unread)) continue;
      unread -= reader.unread;
      socket.destroy();
    }
  };
  server.on('connection', add).on('secureConnection', add);
  const timer = setInterval(look, lookEvery).unref();
  server.once('close', () => clearInterval(timer));
}
