import { once } from 'node:events';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { connect, Socket, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { clientTurns } from '../src/security/client-turns.js';

/** Starts a server. The first letter of the path names the client. */
async function startTurns(handle: (res: ServerResponse) => void) {
  const begun: string[] = [];
  const takeTurn = clientTurns();
  const server = createServer(({ url = '' }, res) => {
    const begin = (): void => {
      begun.push(url);
      handle(res);
    };
    const turn = takeTurn(url.slice(0, 2), res);
    if (turn === undefined) begin();
    else void turn.then(begin);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => server.close().closeAllConnections());
  const ask = (path: string): Socket => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.on('error', () => undefined).pause();
    socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
    return socket;
  };
  const askFor = (client: string, count: number): Socket[] =>
    Array.from({ length: count }, (_, index) => ask(`${client}/${String(index)}`));
  return { begun, ask, askFor, of: (client: string) => begun.filter((path) => path.startsWith(client)) };
}

it('lets a client have 32 requests without an answer, and begins the next when one is answered', async () => {
  const open: ServerResponse[] = [];
  const { askFor, of } = await startTurns((res) => open.push(res));
  askFor('/a', 40);
  await expect.poll(() => of('/a')).toHaveLength(32);
  askFor('/b', 3); // another client does not wait
  await expect.poll(() => of('/b')).toHaveLength(3);
  await sleep(100);
  expect(of('/a')).toHaveLength(32);
  open.slice(0, 5).forEach((res) => res.end());
  await expect.poll(() => of('/a')).toHaveLength(37);
});

it('makes no more answers for a client that does not read those it has', async () => {
  const { askFor, of } = await startTurns((res) => res.end(Buffer.alloc(8 * 1024 * 1024)));
  const silent = askFor('/a', 20);
  await expect.poll(() => of('/a').length).toBeGreaterThan(1);
  await sleep(200);
  expect(of('/a').length).toBeLessThan(6);
  silent.forEach((socket) => socket.resume());
  await expect.poll(() => of('/a'), { timeout: 10_000 }).toHaveLength(20);
});

it('does not begin what nobody waits for any more', async () => {
  const open: ServerResponse[] = [];
  const { ask, askFor, of } = await startTurns((res) => open.push(res));
  askFor('/a', 32);
  await expect.poll(() => of('/a')).toHaveLength(32);
  const gone = ask('/a/gone');
  await once(gone, 'connect');
  await sleep(50);
  gone.destroy();
  await sleep(50);
  ask('/a/last');
  open.slice(0, 5).forEach((res) => res.end());
  await expect.poll(() => of('/a').at(-1)).toBe('/a/last');
  expect(of('/a')).toHaveLength(33);
});

it('leaves as many event streams open as a client wants', async () => {
  const { askFor, of } = await startTurns((res) => res.flushHeaders());
  askFor('/a', 100);
  await expect.poll(() => of('/a')).toHaveLength(100);
});

it('lets others in while the requests of one client take long', async () => {
  const { askFor, ask, begun } = await startTurns((res) => {
    for (const until = performance.now() + 15; performance.now() < until;);
    res.end();
  });
  askFor('/a', 60);
  await expect.poll(() => begun.length).toBeGreaterThan(2);
  ask('/b/0');
  await expect.poll(() => begun, { timeout: 10_000 }).toHaveLength(61);
  expect(begun.indexOf('/b/0')).toBeLessThan(20);
});

it('gives no turn to a client that went while it was counted', async () => {
  const takeTurn = clientTurns();
  const gone = Object.assign(new ServerResponse(new IncomingMessage(new Socket())), { destroyed: true });
  const turns = Array.from({ length: 100 }, () => takeTurn('/a', gone));
  expect(turns).not.toContain(undefined);
  const here = new ServerResponse(new IncomingMessage(new Socket()));
  expect(takeTurn('/a', here)).toBeUndefined();
  await expect(Promise.race([...turns, sleep(100, 'none')])).resolves.toBe('none');
});
