import { setTimeout as sleep } from 'node:timers/promises';

type Check = () => boolean | Promise<boolean>;
/** What becomes of this instance when a check fails. */
type Consequence = 'gets no traffic' | 'goes on without';

const patience = 2000; // milliseconds
/** How long an answer holds, in milliseconds: nobody's limits stop who asks for it. */
const freshness = 1000;
const checks = new Map<
  string,
  { readonly works: () => Promise<boolean>; readonly consequence: Consequence }
>();
let isDraining = false;

/** Adds what this instance works with, such as its database. What it can do without is only told to operators. */
export function addReadinessCheck(
  name: string,
  check: Check,
  consequence: Consequence = 'gets no traffic',
): void {
  checks.set(name, { works: remembered(() => works(check)), consequence });
}

/** From now on this instance tells the load balancer to look elsewhere. */
export function stopBeingReady(): void {
  isDraining = true;
}

/** The result of each check by name. One that throws or is too slow has failed. Each runs at most once a second. */
export async function readiness(): Promise<{ ready: boolean; checks: Record<string, boolean> }> {
  const results = await Promise.all(
    [...checks].map(async ([name, { works, consequence }]) => ({ name, consequence, works: await works() })),
  );
  const isKept = results.every(({ works, consequence }) => works || consequence === 'goes on without');
  return {
    ready: !isDraining && isKept,
    checks: Object.fromEntries(results.map(({ name, works }) => [name, works])),
  };
}

/** One question at a time; its answer is for all who ask meanwhile, and a while later. */
function remembered(ask: () => Promise<boolean>): () => Promise<boolean> {
  let answer: Promise<boolean> | undefined;
  const forget = (): void => void setTimeout(() => (answer = undefined), freshness).unref();
  return () => {
    if (answer !== undefined) return answer;
    answer = ask();
    void answer.then(forget);
    return answer;
  };
}

async function works(check: Check): Promise<boolean> {
  try {
    return await Promise.race([check(), sleep(patience, false, { ref: false })]);
  } catch {
    return false;
  }
}
