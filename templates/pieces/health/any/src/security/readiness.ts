type Check = () => boolean | Promise<boolean>;

const checks = new Map<string, Check>();
let isDraining = false;

/** Adds what must work before this instance may get traffic, such as its database. */
export function addReadinessCheck(name: string, check: Check): void {
  checks.set(name, check);
}

/** From now on this instance tells the load balancer to look elsewhere. */
export function stopBeingReady(): void {
  isDraining = true;
}

/** Each check by name; one that throws has failed. */
export async function readiness(): Promise<{ ready: boolean; checks: Record<string, boolean> }> {
  const run = async ([name, check]: [string, Check]): Promise<[string, boolean]> => {
    try {
      return [name, await check()];
    } catch {
      return [name, false];
    }
  };
  const results = await Promise.all([...checks].map(run));
  return { ready: !isDraining && results.every(([, works]) => works), checks: Object.fromEntries(results) };
}
