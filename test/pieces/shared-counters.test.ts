import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('shared-counters');

it('brings its files, packages and settings', () => {
  expect(emitted.paths).toEqual(
    expect.arrayContaining(['src/security/shared-counters.ts', 'test/limits.test.ts']),
  );
  expect(emitted.text('package.json')).toMatch(/"ioredis"[^]*"rate-limiter-flexible"/);
  expect(emitted.text('src/config.ts')).toContain('REDIS_URL: redisUrl()');
});

it('says where to count before anything asks for the limits', () => {
  const [first = -1, then = -1] = ['shareCounters(ctx.config, ctx.logger);', 'limitRequests(ctx.config)'].map(
    (call) => emitted.root.indexOf(call),
  );
  expect(first).toBeGreaterThan(0);
  expect(then).toBeGreaterThan(first);
});

it('promises no control by itself', () => {
  expect(emitted.piece.controls).toEqual([]);
});
