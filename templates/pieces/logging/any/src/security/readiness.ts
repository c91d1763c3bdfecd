import { setTimeout as sleep } from 'node:timers/promises';

type Check = () => boolean | Promise<boolean>;
/** What becomes of this instance when a check fails. */
type Consequence = 'gets no traffic' | 'goes on without';

const patience = 2000; // milliseconds
const checks = new Map<string, { readonly check: Check; readonly consequence: Consequence }>();
let isDraining = false;

/** Adds what this instance works with, such as its database. What it can do without is only told to operators. */
export function addReadinessCheck(
  name: string,
  check: Check,
  consequence: Consequence = 'gets no traffic',
): void {
  checks.set(name, { check, consequence });
}

/** From now on this instance tells the load balancer to look elsewhere. */
export function stopBeingReady(): void {
  isDraining = true;
}

/** Each check by name; one that throws, or does not answer in time, has failed. */
export async function readiness(): Promise<{ ready: boolean; checks: Record<string, boolean> }> {
  const results = await Promise.all(
    [...checks].map(async ([name, { check, consequence }]) => ({
      name,
      consequence,
      works: await works(check),
    })),
  );
  const isKept = results.every(({ works, consequence }) => works || consequence === 'goes on without');
  return {
    ready: !isDraining && isKept,
    checks: Object.fromEntries(results.map(({ name, works }) => [name, works])),
  };
}

async function works(check: Check): Promise<boolean> {
  try {
    return await Promise.race([check(), sleep(patience, false, { ref: false })]);
  } catch {
    return false;
  }
}
