import { setTimeout as sleep } from 'node:timers/promises';

const patienceAtEnd = 3000; // milliseconds
const lastTasks: (() => Promise<unknown>)[] = [];

/** Adds a task to run after the last request, such as sending a report or closing a pool. */
export function beforeExit(task: () => Promise<unknown>): void {
  lastTasks.push(task);
}

/** Runs all tasks in parallel, each for 3 s at most. */
export async function runLastTasks(): Promise<void> {
  const all = Promise.allSettled(lastTasks.map(async (task) => task()));
  await Promise.race([all, sleep(patienceAtEnd, undefined, { ref: false })]);
}
