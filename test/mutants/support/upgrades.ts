import { swap } from './mutant.js';

/** Takes every upgrade, as a WebSocketServer would. */
export const taken = String.raw`(_req, socket) =>
  socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')`;

/** A WebSocket that the user has opened. */
export const namedSocket = swap(
  'src/security/upgrades.ts',
  'const named = new Map<string, Accept | undefined>();',
  `const named = new Map<string, Accept | undefined>([['/ws', ${taken}]]);`,
);
