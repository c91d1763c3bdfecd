import type { ServerResponse } from 'node:http';

/** What one client has at once: requests without an answer, and bytes of answers that it has not read. */
const most = { unanswered: 32, unread: 16 * 1024 * 1024 };
/** Milliseconds. A request without an answer after `young` waits for news, and does not count. */
const span = { young: 10_000, lookAgain: 50 };
/**
 * Milliseconds of work that idle time has not made up for: from `busy` on clients take turns, and after a
 * `slice` others are heard.
 */
const work = { busy: 20, most: 100, slice: 5 };
/** Turns of the event loop in which others are heard: Node accepts one connection in each. */
const between = 16;

interface Client {
  /** When each began, by the clock of `performance`. */
  readonly running: Map<ServerResponse, number>;
  readonly waiting: Map<ServerResponse, () => void>;
}

/**
 * Undefined: the request begins at once. Otherwise it begins when this is resolved; never, if the client
 * has gone by then.
 */
export type TakeTurn = (key: string, res: ServerResponse) => Promise<void> | undefined;

/**
 * A client with many connections gets its answers one after the other, so that others are answered between
 * them and the memory holds few of them. Who has less than `most` never waits, unless the process is busy:
 * then clients take turns.
 */
export function clientTurns(): TakeTurn {
  const clients = new Map<string, Client>();
  const queue = new Set<Client>(); // those with something waiting, the next one first
  let owed = 0;
  let turnBegan: number | undefined;
  let turnEnded = 0;
  let timer: NodeJS.Timeout | undefined;
  let isNextSet = false;

  const isBusy = (now: number): boolean => {
    if (turnBegan === undefined) {
      const began = (turnBegan = now);
      owed = Math.max(0, owed - (began - turnEnded));
      setImmediate(() => {
        turnEnded = performance.now();
        owed = Math.min(owed + turnEnded - began, work.most);
        turnBegan = undefined;
      });
    }
    return owed + (now - turnBegan) > work.busy;
  };
  /** One after the other, until nobody may begin or others want to be heard. */
  const beginNext = (since = performance.now()): void => {
    const now = performance.now();
    const client = [...queue].find((one) => hasRoom(one, now));
    const [next] = client?.waiting ?? [];
    if (client === undefined || next === undefined) {
      isNextSet = false;
      if (queue.size > 0) timer ??= setTimeout(lookAgain, span.lookAgain);
      return;
    }
    const [res, begin] = next;
    client.waiting.delete(res);
    queue.delete(client);
    if (client.waiting.size > 0) queue.add(client);
    client.running.set(res, now);
    begin();
    const then = (): void => {
      if (performance.now() - since < work.slice) beginNext(since);
      else afterTurns(between, beginNext);
    };
    queueMicrotask(() => process.nextTick(then)); // when it has run as far as it goes at once
  };
  const lookAgain = (): void => {
    timer = undefined;
    soon();
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
    if (res.destroyed) return new Promise(() => undefined); // the client went while it was counted
    const now = performance.now();
    const client = clients.get(key) ?? open(key);
    res.once('close', () => {
      client.running.delete(res);
      client.waiting.delete(res);
      if (client.waiting.size === 0) queue.delete(client);
      else soon();
      if (client.waiting.size === 0 && client.running.size === 0) clients.delete(key);
    });
    if (!isBusy(now) && !isNextSet && client.waiting.size === 0 && hasRoom(client, now)) {
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
