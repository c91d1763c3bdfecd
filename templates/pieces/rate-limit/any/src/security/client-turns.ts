import type { ServerResponse } from 'node:http';

// Not @fastify/under-pressure or toobusy-js: while the process is busy, they refuse those who do no harm too.

/** Limits of one client: requests without an answer, and bytes of answers that it has not read. */
const most = { unanswered: 32, unread: 16 * 1024 * 1024 };
/**
 * Milliseconds. A request unanswered for longer than `young` no longer counts: it probably waits for events. Who
 * had no answer for so long as `away` begins at once.
 */
const span = { young: 10_000, lookAgain: 50, away: 100 };
/**
 * Milliseconds of recent work, less idle time. Above `busy`, clients take turns; after each `slice` the
 * service accepts new connections.
 */
const work = { busy: 20, most: 100, slice: 5 };
/** Turns of the event loop between slices. Node accepts one connection in each. */
const between = 16;

/** Times are by `performance.now()`. */
interface Client {
  /** When each request began. */
  readonly running: Map<ServerResponse, number>;
  readonly waiting: Map<ServerResponse, () => void>;
  /** When the last request ended. */
  left: number;
}

/**
 * Undefined if the request may begin at once; else a promise that resolves when it may. It never resolves if
 * the client has gone.
 */
export type TakeTurn = (key: string, res: ServerResponse) => Promise<void> | undefined;

/**
 * Runs the requests of a client with many connections one after the other, so that others are answered in
 * between and few answers are in memory. A client below `most` waits only while the process is busy, and only if it
 * had a request just before: to let all wait would be fair to nobody, and cost a tenth of the throughput.
 */
export function clientTurns(): TakeTurn {
  const clients = new Map<string, Client>();
  const queue = new Set<Client>(); // clients with waiting requests, the next one first
  let mostClients = 1024; // above this, those who are away are forgotten
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
  /** Begins waiting requests until none may begin or the slice is over. */
  const beginNext = (since = performance.now()): void => {
    const now = performance.now();
    const client = firstOf(queue, (one) => hasRoom(one, now));
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
    queueMicrotask(() => process.nextTick(then)); // after its synchronous work
  };
  const lookAgain = (): void => {
    timer = undefined;
    soon();
  };
  const soon = (): void => {
    if (!isNextSet) afterTurns(between, beginNext);
    isNextSet = true;
  };
  const open = (key: string, now: number): Client => {
    if (clients.size >= mostClients) {
      for (const [other, client] of clients) if (isAway(client, now)) clients.delete(other);
      mostClients = Math.max(1024, 2 * clients.size);
    }
    const client: Client = { running: new Map(), waiting: new Map(), left: -Infinity };
    clients.set(key, client);
    return client;
  };

  return (key, res) => {
    if (res.destroyed) return new Promise(() => undefined); // the client left while its request was counted
    const now = performance.now();
    const client = clients.get(key) ?? open(key, now);
    res.on('close', () => {
      client.left = performance.now();
      client.running.delete(res);
      if (client.waiting.delete(res) && client.waiting.size === 0) queue.delete(client);
      else if (client.waiting.size > 0) soon();
    });
    const mayWait = isBusy(now) || isNextSet;
    if ((!mayWait || isAway(client, now)) && client.waiting.size === 0 && hasRoom(client, now)) {
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

function firstOf<T>(values: Iterable<T>, fits: (value: T) => boolean): T | undefined {
  for (const value of values) if (fits(value)) return value;
  return undefined;
}

const isAway = ({ running, waiting, left }: Client, now: number): boolean =>
  running.size === 0 && waiting.size === 0 && now - left > span.away;

function hasRoom({ running }: Client, now: number): boolean {
  let unanswered = 0;
  let unread = 0;
  for (const [{ headersSent, socket }, since] of running) {
    if (!headersSent && now - since < span.young) unanswered += 1;
    unread += socket?.writableLength ?? 0;
  }
  return unanswered < most.unanswered && unread < most.unread;
}
