import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('logging');

it('brings its files', () => {
  expect(emitted.paths).toEqual(
    expect.arrayContaining([
      'src/security/logger.ts',
      'src/security/redact.ts',
      'src/security/request-log.ts',
    ]),
  );
});

it('joins the composition root once', () => {
  expect(emitted.root.split('app.use(requestLog(ctx.logger));')).toHaveLength(2);
});

it('promises its controls', () => {
  expect(emitted.piece.controls).toEqual(['logging-structured', 'logging-redaction', 'security-events']);
});
