import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { whenDraining } from './graceful-shutdown.js';
import type { Logger } from './logger.js';
import { rawProblem, statusOf, type Refused } from './problem.js';
import { logRequest, requestIdOf } from './request-line.js';
import { targetOf } from './target.js';
import { upgradeRules, type UpgradeConfig } from './upgrade-rules.js';

/** Answers the handshake and has the socket from then on, as `handleUpgrade` of a WebSocketServer does. */
export type Accept = (req: IncomingMessage, socket: Socket, head: Buffer) => void;

const named = new Map<string, Accept | undefined>();
const upgraded = new Set<Socket>();

/**
 * Opens one path for WebSockets, before the server listens; nothing else is ever upgraded.
 * Without `accept` it goes to whoever listens for `upgrade` on the server, such as a gateway of a framework.
 */
export function openUpgrades(path: string, accept?: Accept): void {
  named.set(path, accept);
}

/** Who asks for an upgrade is looked at like any other client: middleware never sees it. */
export function guardUpgrades(server: Server, config: UpgradeConfig, logger: Logger): void {
  const refusalOf = upgradeRules(config, logger);
  // Since Node 24.9: what is not named is an ordinary request, and is answered as one.
  Object.assign(server, { shouldUpgradeCallback: isNamed });
  // Before, Node looks only whether somebody listens.
  server.once('listening', () => {
    if (named.size > 0) server.on('upgrade', () => undefined);
  });

  const emit = server.emit.bind(server) as (event: string | symbol, ...args: unknown[]) => boolean;
  server.emit = (event: string | symbol, ...args: unknown[]): boolean => {
    if (event !== 'upgrade') return emit(event, ...args);
    const [req, socket, head] = args as Parameters<Accept>;
    socket.on('error', () => socket.destroy()); // without a listener it would end the process
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

/**
 * A close frame that says 1001, going away: what a client takes as a reason to connect anew. RFC 6455,
 * 5.5.1 and 7.4.1.
 */
const goingAway = Buffer.from([0x88, 2, 0x03, 0xe9]);
whenDraining(() => {
  for (const socket of upgraded) socket.end(goingAway);
});
