// Not RateLimiterMemory: it has no bound, and a timer for each key.

export interface Policy {
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}
export interface Count {
  readonly outcome: 'allowed' | 'exceeded';
  readonly remaining: number;
  /** Seconds until the window ends. */
  readonly seconds: number;
}

interface Window {
  used: number;
  /** Milliseconds, by `performance.now()`. */
  readonly ends: number;
}

/**
 * Counts in this process. The window of a key begins with its first request. With more than `capacity` keys
 * the oldest is dropped.
 */
export function memoryCounters({ points, seconds }: Policy, capacity = 100_000) {
  const windows = new Map<string, Window>(); // all last equally long, so the oldest come first and end first
  const begin = (key: string, now: number): Window => {
    windows.delete(key);
    for (const [oldest, { ends }] of windows) {
      if (ends > now && windows.size < capacity) break;
      windows.delete(oldest);
    }
    const window = { used: 0, ends: now + seconds * 1000 };
    windows.set(key, window);
    return window;
  };
  return {
    count(key: string): Count {
      const now = performance.now();
      const running = windows.get(key);
      const window = running && running.ends > now ? running : begin(key, now);
      window.used += 1;
      return {
        outcome: window.used > points ? 'exceeded' : 'allowed',
        remaining: Math.max(0, points - window.used),
        seconds: Math.max(1, Math.ceil(Math.round(window.ends - now) / 1000)),
      };
    },
    /** Takes one count back. */
    forgive(key: string): void {
      const window = windows.get(key);
      if (window && window.used > 0) window.used -= 1;
    },
  };
}
