import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('input-validation');

it('brings its files', () => {
  expect(emitted.paths).toEqual(
    expect.arrayContaining(['src/security/contract.ts', 'src/security/routes.ts']),
  );
});

it('joins the composition root once, before the routes and behind them', () => {
  for (const text of ['checkAnswers(app, ctx.logger);', 'answerOptions(app)', 'refuseMethods(app)'])
    expect(emitted.root.split(text)).toHaveLength(2);
  expect(emitted.root.indexOf('refuseMethods(app)')).toBeLessThan(emitted.root.indexOf('app.use(notFound)'));
});
