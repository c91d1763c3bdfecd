import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { whenDraining } from './process.js';
import type { Logger } from './logger.js';
import { rawProblem, statusOf, type Refused } from './problem.js';
import { logRequest, requestIdOf } from './request-log.js';
import { targetOf } from './requests.js';
import { upgradeRules, type UpgradeConfig } from './upgrades+rules.js';

// No library: middleware never sees an upgrade, and ws leaves Host, Origin and limits to its caller.

/** Answers the handshake and takes over the socket, like `handleUpgrade` of a WebSocketServer. */
export type Accept = (req: IncomingMessage, socket: Socket, head: Buffer) => void;

const named = new Map<string, Accept | undefined>();
const upgraded = new Set<Socket>();

/**
 * Opens one path for WebSockets, before the server listens; no other path is upgraded. Without `accept`, the
 * `upgrade` listeners of the server take it, such as a gateway of the framework.
 */
export function openUpgrades(path: string, accept?: Accept): void {
  named.set(path, accept);
}

/** Checks upgrades like requests: middleware never sees them. */
export function guardUpgrades(server: Server, config: UpgradeConfig, logger: Logger): void {
  const refusalOf = upgradeRules(config, logger);
  // Since Node 24.9: an upgrade to a path that is not open is answered as an ordinary request.
  Object.assign(server, { shouldUpgradeCallback: isNamed });
  // Before that, Node only checks for a listener.
  server.once('listening', () => {
    if (named.size > 0) server.on('upgrade', () => undefined);
  });

  const emit = server.emit.bind(server) as (event: string | symbol, ...args: unknown[]) => boolean;
  server.emit = (event: string | symbol, ...args: unknown[]): boolean => {
    if (event !== 'upgrade') return emit(event, ...args);
    const [req, socket, head] = args as Parameters<Accept>;
    socket.on('error', () => socket.destroy()); // without a listener an error would end the process
    void admit(req, socket, () => {
      const accept = named.get(pathOf(req));
      if (accept === undefined) emit(event, ...args);
      else accept(req, socket, head);
    });
    return true;
  };

  const admit = async (req: IncomingMessage, socket: Socket, accept: () => void): Promise<void> => {
    const started = performance.now();
    const { client, ...refusal } = await refusalOf(req, isNamed(req));
    const { code, why, headers } = refusal;
    const refused: Refused | undefined = code === undefined ? undefined : { code, why };
    const { method = '', headers: given } = req;
    const asked = {
      requestId: requestIdOf(given['x-request-id']),
      method,
      url: targetOf(req),
      client,
      started,
    };
    const status = code === undefined ? 101 : statusOf(code);
    logRequest(logger, { ...asked, status, refused, outcome: 'answered' });
    if (code !== undefined) {
      socket.end(rawProblem(code, headers), () => socket.destroy());
      return;
    }
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
    try {
      accept();
    } catch (error) {
      logger.error({ err: error }, 'an upgrade failed');
      socket.destroy();
    }
  };
}

const pathOf = (req: IncomingMessage): string => targetOf(req).split('?', 1)[0] ?? '/';
const isNamed = (req: IncomingMessage): boolean =>
  req.headers.upgrade?.toLowerCase() === 'websocket' && named.has(pathOf(req));

/** A close frame with code 1001, "going away", which makes clients connect again. RFC 6455, 5.5.1 and 7.4.1. */
const goingAway = Buffer.from([0x88, 2, 0x03, 0xe9]);
whenDraining(() => {
  for (const socket of upgraded) socket.end(goingAway);
});
