import type { Client } from './client.js';
import type { Server } from './server.js';

const tries = 3;

export function clientOf(server: Server): Client {
  let from = server.freshClient();
  let localAddress: string | undefined;
  // First another client behind our proxy. A service that counts sockets needs another address of this machine.
  const next = (turn: number): void => {
    from = server.freshClient();
    if (turn > 1 || server.stance === 'direct') localAddress = server.freshAddress();
  };
  const again = async <T>(
    send: () => Promise<T>,
    isUsable: (answer: T) => boolean,
    isLimited: (answer: T) => boolean,
  ): Promise<T> => {
    const first = await send();
    if (server.kind === 'live' || !isLimited(first)) return first;
    for (let turn = 1; turn < tries; turn += 1) {
      next(turn);
      const answer = await send();
      if (!isUsable(answer)) break; // this machine has no such address
      if (!isLimited(answer)) return answer;
    }
    return first;
  };
  const place = (): { readonly localAddress?: string } =>
    localAddress === undefined ? {} : { localAddress };
  return {
    request: (ask) =>
      again(
        () => server.request({ ...ask, ...place() }, from),
        ({ status }) => status > 0,
        ({ status }) => status === 429,
      ),
    raw: (steps, options) =>
      again(
        () => server.raw(steps(server.head(from)), { ...options, ...place() }),
        ({ ended }) => ended !== 'error',
        ({ replies }) => replies[0]?.status === 429,
      ),
  };
}
