import { setTimeout as sleep } from 'node:timers/promises';

// Not @godaddy/terminus: it answers before any middleware, and runs the checks again for each who asks.

type Check = () => boolean | Promise<boolean>;
/** What happens to this instance when a check fails. */
type Consequence = 'gets no traffic' | 'goes on without';

const patience = 2000; // milliseconds
/** How long a result is kept, in milliseconds: health checks have no rate limit. */
const freshness = 1000;
const checks = new Map<
  string,
  { readonly works: () => Promise<boolean>; readonly consequence: Consequence }
>();
let isDraining = false;

/** Adds a check of a dependency, such as the database. With 'goes on without', a failure shows only to operators. */
export function addReadinessCheck(
  name: string,
  check: Check,
  consequence: Consequence = 'gets no traffic',
): void {
  checks.set(name, { works: remembered(() => works(check)), consequence });
}

/** From now on the instance is not ready, so the load balancer sends no more traffic. */
export function stopBeingReady(): void {
  isDraining = true;
}

/** Runs all checks, each at most once a second. One that throws or takes too long has failed. */
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

/** Shares one running check, and its result for a while, among all who ask. */
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
