import type { ServerResponse } from 'node:http';

/** What one client has at once: requests without an answer, and bytes of answers that it has not read. */
const most = { unanswered: 32, unread: 16 * 1024 * 1024 };
/** Milliseconds: a request without an answer after `young` waits for news, and does not count; with more than a `slice` of work in a turn of the event loop, the process is busy. */
const span = { young: 10_000, slice: 20, lookAgain: 50 };
/** Turns of the event loop between what has waited. Node accepts one connection in each, and others want to be heard. */
const between = 16;

interface Client {
  /** When each began, by the clock of `performance`. */
  readonly running: Map<ServerResponse, number>;
  readonly waiting: Map<ServerResponse, () => void>;
}

/** Undefined: the request begins at once. Otherwise it begins when this is resolved; never, if the client has gone by then. */
export type TakeTurn = (key: string, res: ServerResponse) => Promise<void> | undefined;

/**
 * A client with many connections gets its answers one after the other, so that others are answered between them and the
 * memory holds few of them. Who has less than `most` never waits, unless the process is busy: then clients take turns.
 */
export function clientTurns(): TakeTurn {
  const clients = new Map<string, Client>();
  const queue = new Set<Client>(); // those with something waiting, the next one first
  let turnBegan: number | undefined;
  let wasBusy = false;
  let timer: NodeJS.Timeout | undefined;
  let isNextSet = false;

  const hasTime = (now: number): boolean => {
    const began = (turnBegan ??= now);
    if (began === now) {
      setImmediate(() => {
        wasBusy = performance.now() - began > span.slice;
        turnBegan = undefined;
      });
    }
    return !wasBusy && now - began < span.slice;
  };
  const beginNext = (): void => {
    isNextSet = false;
    const now = performance.now();
    const client = [...queue].find((one) => hasRoom(one, now));
    const [next] = client?.waiting ?? [];
    if (client !== undefined && next !== undefined) {
      const [res, begin] = next;
      client.waiting.delete(res);
      queue.delete(client);
      if (client.waiting.size > 0) queue.add(client);
      client.running.set(res, now);
      begin();
    }
    if (queue.size === 0) return;
    if (client !== undefined) soon();
    else timer ??= setTimeout(() => ((timer = undefined), soon()), span.lookAgain);
  };
  const soon = (): void => {
    if (!isNextSet) afterTurns(between, beginNext);
    isNextSet = true;
  };
  const open = (key: string): Client => {
    const client: Client = { running: new Map(), waiting: new Map() };
    clients.set(key, client);
    return client;
  };

  return (key, res) => {
    const now = performance.now();
    const client = clients.get(key) ?? open(key);
    res.once('close', () => {
      client.running.delete(res);
      client.waiting.delete(res);
      if (client.waiting.size === 0) queue.delete(client);
      else soon();
      if (client.waiting.size === 0 && client.running.size === 0) clients.delete(key);
    });
    if (client.waiting.size === 0 && hasTime(now) && hasRoom(client, now)) {
      client.running.set(res, now);
      return undefined;
    }
    return new Promise((begin) => {
      client.waiting.set(res, begin);
      queue.add(client);
      soon();
    });
  };
}

function afterTurns(count: number, then: () => void): void {
  setImmediate(() => (count > 1 ? afterTurns(count - 1, then) : then()));
}

function hasRoom({ running }: Client, now: number): boolean {
  let unanswered = 0;
  let unread = 0;
  for (const [{ headersSent, socket }, since] of running) {
    if (!headersSent && now - since < span.young) unanswered += 1;
    unread += socket?.writableLength ?? 0;
  }
  return unanswered < most.unanswered && unread < most.unread;
}
