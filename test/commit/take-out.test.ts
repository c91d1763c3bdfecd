import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeOut } from '../../src/commit/take-out.js';

const lines = (...texts: readonly string[]): string => `${texts.join('\n')}\n`;

describe('takeOut', () => {
  it('takes out what was inserted, and keeps what was edited since, whatever the places', () => {
    const line = fc.constantFrom('a', 'b', '}', '', 'app.use(x)');
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 3, maxLength: 12 }),
        fc.array(fc.nat(11), { minLength: 1, maxLength: 3 }),
        fc.nat(11),
        (text, places, at) => {
          const ours = [...new Set(places.map((place) => place % text.length))];
          const edited = at % text.length;
          if (ours.some((place) => Math.abs(place - edited) < 2)) return;
          const insert = (all: readonly string[]): string[] =>
            all.flatMap((each, index) => (ours.includes(index) ? [`ours ${index}`, each] : [each]));
          const edit = (all: readonly string[]): string[] =>
            all.map((each, index) => (index === edited ? `mine ${each}` : each));
          const before = lines(...text);
          const after = lines(...insert(text));
          const now = lines(...insert(edit(text)));
          expect(takeOut({ path: 'a.js', before, after, now })).toBe(lines(...edit(text)));
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it('gives nothing where both changed the same line', () => {
    const [before, after] = [lines('a', 'b'), lines('a', 'b2')];
    expect(takeOut({ path: 'a.js', before, after, now: lines('a', 'b3') })).toBeUndefined();
    expect(
      takeOut({
        path: 'a.js',
        before,
        after: lines('a', 'x', 'y', 'b'),
        now: lines('a', 'x', 'm', 'y', 'b'),
      }),
    ).toBeUndefined();
  });

  it('has nothing left to take out where somebody took it out already', () => {
    const [before, after] = [lines('a', 'b', 'c'), lines('a', 'ours', 'b', 'c')];
    expect(takeOut({ path: 'a.js', before, after, now: lines('a', 'b', 'c', 'mine') })).toBe(
      lines('a', 'b', 'c', 'mine'),
    );
  });

  it('keeps line ends as they are', () => {
    const [before, after] = ['a\r\nb\r\n', 'a\r\nours\r\nb\r\n'];
    expect(takeOut({ path: 'a.js', before, after, now: 'a\r\nours\r\nb\r\nmine\r\n' })).toBe(
      'a\r\nb\r\nmine\r\n',
    );
  });

  it('takes a dependency out beside one that came later, for all its commas', () => {
    const json = (dependencies: object, more: object = {}): string =>
      `${JSON.stringify({ name: 'x', ...more, dependencies }, null, 2)}\n`;
    const before = json({ express: '5' });
    const after = json({ express: '5', ours: '1' });
    const touched = { path: 'package.json', before, after };
    expect(takeOut({ ...touched, now: json({ express: '5', ours: '1', theirs: '2' }) })).toBe(
      json({ express: '5', theirs: '2' }),
    );
    expect(takeOut({ ...touched, now: json({ express: '6', ours: '1' }, { private: true }) })).toBe(
      json({ express: '6' }, { private: true }),
    );
    expect(takeOut({ ...touched, now: json({ express: '5', ours: '1.1' }) })).toBe(
      json({ express: '5', ours: '1.1' }),
    );
  });

  it('takes a whole table out that was ours alone, and puts back what was taken', () => {
    const before = '{\n  "name": "x",\n  "type": "commonjs"\n}\n';
    const after = '{\n  "name": "x",\n  "engines": {\n    "node": ">=22"\n  }\n}\n';
    const now = '{\n  "name": "x",\n  "engines": {\n    "node": ">=22"\n  },\n  "private": true\n}\n';
    expect(JSON.parse(takeOut({ path: 'package.json', before, after, now }) ?? '')).toEqual({
      name: 'x',
      type: 'commonjs',
      private: true,
    });
  });

  it('keeps what was added or changed in a table of ours, and takes the rest of it', () => {
    const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
    const out = (wrote: object, now: object, was: object = {}): unknown =>
      JSON.parse(
        takeOut({
          path: 'package.json',
          before: json({ name: 'x', ...was }),
          after: json({ name: 'x', ...was, ...wrote }),
          now: json({ name: 'x', ...was, ...now }),
        }) ?? '{}',
      );
    const wrote = { engines: { node: '22', npm: '11' } };
    expect(out(wrote, { engines: { node: '22', npm: '10' } })).toEqual({ name: 'x', engines: { npm: '10' } });
    expect(out(wrote, { engines: { node: '22' }, private: true })).toEqual({ name: 'x', private: true });
    expect(out({ a: { b: { b: 1 } } }, { a: { b: { b: 1, mine: 2 } } })).toEqual({
      name: 'x',
      a: { b: { mine: 2 } },
    });
    expect(out({ a: { b: 1 } }, { a: { b: 1, c: 2 } }, { a: {} })).toEqual({ name: 'x', a: { c: 2 } });
    expect(out({ a: { b: 1, c: 2 } }, { a: { b: 1 } }, { a: {} })).toEqual({ name: 'x', a: {} });
    expect(out({ a: { b: 1, c: 2 } }, { a: { b: 1 } })).toEqual({ name: 'x' });
    expect(out({ a: [1] }, { a: [1, 2] })).toEqual({ name: 'x', a: [1, 2] });
  });

  it('gives nothing where JSON was no JSON, is none, or is a list', () => {
    const after = '{\n  "a": 1,\n  "ours": 1\n}\n';
    for (const [before, now] of [
      ['{', '{\n  "a": 1,\n  "ours": 1,\n  "b": 2\n}\n'],
      ['{\n  "a": 1\n}\n', '{\n  "a": 1,\n  "ours": 1,\n  "b": \n}\n'],
      ['{\n  "a": 1\n}\n', '[1]'],
    ] as const)
      expect(takeOut({ path: 'package.json', before, after, now })).toBeUndefined();
    const [before, now] = ['{\n  "a": 1\n}\n', '{\n  "b": 2\n}\n'];
    expect(takeOut({ path: 'package.json', before, after: '{', now })).toBeUndefined();
  });

  it.each([
    ['tabs', '\t', '\n', ''],
    ['three spaces', '   ', '\n', ''],
    ['CRLF', '  ', '\r\n', ''],
    ['a BOM', '  ', '\n', '\uFEFF'],
  ])('leaves lines of JSON that it does not take out to the letter: %s', (_, unit, eol, bom) => {
    const file = (...packages: readonly string[]): string =>
      [
        `${bom}{`,
        `${unit}"files": ["a","b"],`,
        `${unit}"dependencies" : {`,
        packages.map((name) => `${unit}${unit}"${name}": "1"`).join(`,${eol}`),
        `${unit}}`,
        '}',
        '',
      ].join(eol);
    const [before, after, now] = [file('a'), file('a', 'ours'), file('a', 'ours', 'theirs')];
    expect(takeOut({ path: 'package.json', before, after, now })).toBe(file('a', 'theirs'));
  });
});
