import { expect, it } from 'vitest';
import { readiness } from '../src/health/readiness.js';
import { createLogger } from '../src/security/logger.js';
import { requestLimits } from '../src/security/rate-limit.js';
import { shareCounters } from '../src/security/shared-counters.js';

it.each([
  ['memory', undefined, true],
  ['refuse', 'unavailable', false],
] as const)(
  'without its Redis and with the policy %s refuses with %s, ready: %s',
  async (policy, refusal, ready) => {
    const config = { REDIS_URL: 'redis://127.0.0.1:1', RATE_LIMIT_STORE_DOWN: policy };
    const lines: string[] = [];
    const output = { write: (line: string) => void lines.push(line) };
    shareCounters(config, createLogger({ level: 'info', mode: 'test', secrets: [], output }));
    const { count } = requestLimits(config).by({ name: 'test', points: 1, seconds: 60 });
    expect((await count('key')).refusal).toBe(refusal);
    await count('key');
    expect(lines).toHaveLength(1);
    expect(await readiness()).toEqual({ ready, checks: { redis: false } });
  },
);
