import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** How long a client that was answered may send on, in milliseconds: in all, and without a byte. */
const lingering = { all: 5_000, idle: 2_000 };

/**
 * Where an answer came before the end of its request, such as 413, closes our side first, and reads on. Node
 * closes both: the next byte then meets a reset, and the client may never see the answer (RFC 9112, 9.6).
 */
export function closeInOrder(
  server: Server,
  latestOf: (socket: Socket) => IncomingMessage | undefined,
): void {
  server.on('connection', (socket: Socket) => {
    const close = socket.destroySoon.bind(socket); // Node calls it after an answer with "Connection: close"
    socket.destroySoon = () => {
      const req = latestOf(socket);
      if (req === undefined || req.complete || req.destroyed) {
        close();
        return;
      }
      if (!socket.writable) return; // it was called before
      socket.end();
      socket.setTimeout(lingering.idle);
      const late = setTimeout(() => socket.destroy(), lingering.all);
      socket.once('close', () => {
        clearTimeout(late);
      });
      req.once('end', close).resume();
    };
  });
}
