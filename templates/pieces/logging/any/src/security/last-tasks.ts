import { setTimeout as sleep } from 'node:timers/promises';

const patience = 3000; // milliseconds
const tasks: (() => Promise<unknown>)[] = [];

/** Adds a task to run after the last request, such as sending a report or closing a pool. */
export function beforeExit(task: () => Promise<unknown>): void {
  tasks.push(task);
}

/** Runs all tasks in parallel, each for 3 s at most. */
export async function runLastTasks(): Promise<void> {
  const all = Promise.allSettled(tasks.map((task) => task()));
  await Promise.race([all, sleep(patience, undefined, { ref: false })]);
}
