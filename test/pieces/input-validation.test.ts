import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decimals } from '../../templates/pieces/input-validation/any/src/security/contract+plain-text.js';
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

describe('texts for z.coerce.number()', () => {
  const count = z.coerce.number().int();

  it.each([
    ['1', 1],
    ['-1.5', -1.5],
    ['1e3', 1000],
    ['', Number.NaN],
    [' 1', Number.NaN],
    ['0x10', Number.NaN],
    ['01', Number.NaN],
    ['Infinity', Number.NaN],
  ])('reads %j as %d, wherever the schema has it', (given, wanted) => {
    const read = (schema: z.ZodType, value: unknown) => JSON.stringify(decimals(schema)(value));
    const as = (value: unknown) => JSON.stringify(value);
    const same = Number.isNaN(wanted) ? Number.NaN : given;
    expect(decimals(count)(given)).toBe(same);
    for (const wrapped of [
      count.optional(),
      count.default(1),
      count.nullable(),
      count.pipe(z.number()),
      z.string().pipe(z.coerce.number<string>()),
    ])
      expect(decimals(wrapped)(given)).toBe(same);
    expect(read(z.strictObject({ n: count, text: z.string() }), { n: given, text: '' })).toBe(
      as({ n: same, text: '' }),
    );
    expect(read(z.array(count), [given])).toBe(as([same]));
    for (const whole of [
      z.strictObject({ n: count }).optional(),
      z.strictObject({ n: count }).transform(String),
    ])
      expect(read(whole, { n: given })).toBe(as({ n: same }));
    expect(read(z.strictObject({ ns: z.array(count).optional() }), { ns: [given] })).toBe(as({ ns: [same] }));
    expect(Number(same)).toBe(wanted);
  });

  it('leaves what is not there, not coerced, or of another form', () => {
    const fields = z.strictObject({ n: count.optional(), text: z.string().optional() });
    for (const value of [{}, { text: '0x1' }]) expect(decimals(fields)(value)).toBe(value);
    expect(decimals(fields)({ n: undefined })).toEqual({ n: undefined });
    expect(decimals(z.strictObject({ n: count }).optional())(undefined)).toBeUndefined();
    const empty = z.preprocess((text) => (text === '' ? undefined : text), count.optional());
    const hex = z.codec(z.string(), z.coerce.number<number>(), {
      decode: (text) => parseInt(text, 16),
      encode: String,
    });
    for (const schema of [empty, hex, z.string().transform(String).pipe(z.coerce.number<string>())])
      expect(decimals(schema)('')).toBe('');
  });

  it('refuses, when the route is made, what takes other texts than it seems to', () => {
    for (const wrapped of [z.coerce.boolean(), z.coerce.boolean().default(false)])
      expect(() => decimals(z.strictObject({ is: wrapped.optional() }))).toThrow(/z\.enum/);
    expect(() => decimals(z.strictObject({ n: count.or(z.literal('all')) }))).toThrow(/union/);
  });
});
