import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('rate-limit');

it('brings its files', () => {
  expect(emitted.paths).toEqual(
    expect.arrayContaining(['src/security/rate-limit.ts', 'src/security/client-turns.ts']),
  );
});

it('joins the composition root once', () => {
  expect(emitted.root.split('app.use(limitRequests(ctx.config));')).toHaveLength(2);
});

it('counts before anything is read', () => {
  expect(emitted.root.indexOf('limitRequests(ctx')).toBeLessThan(emitted.root.indexOf('answerOptions(app)'));
});

it('needs no store', () => {
  expect(emitted.text('package.json')).not.toMatch(/redis|rate-limiter-flexible/);
  expect(emitted.text('.env.example')).not.toContain('REDIS_URL');
});
