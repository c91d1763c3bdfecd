import { setTimeout as sleep } from 'node:timers/promises';

const patience = 3000; // milliseconds
const tasks: (() => Promise<unknown>)[] = [];

/** Adds what must still be done when the last request is over, such as sending a report or closing a pool. */
export function beforeExit(task: () => Promise<unknown>): void {
  tasks.push(task);
}

/** Does it all at once, and waits for none of it too long. */
export async function runLastTasks(): Promise<void> {
  const all = Promise.allSettled(tasks.map((task) => task()));
  await Promise.race([all, sleep(patience, undefined, { ref: false })]);
}
