import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { yamlDocuments, yamlIn } from '../../src/repo/yaml.js';

describe('YAML of strangers', () => {
  const values = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(
        fc.string().filter((key) => key !== '<<' && key !== '__proto__'),
        tie('value'),
        { maxKeys: 4 },
      ),
    ),
  })).value;

  it('is read as the library reads it', () => {
    fc.assert(
      fc.property(values, (value) => {
        const text = stringify(value);
        expect(yamlIn(text)).toEqual(parse(text));
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['a list in a list', '- ', ''],
    ['brackets', '[', ''],
    ['braces', '{a: ', ''],
    ['explicit keys', '? ', ''],
    ['lists and keys by turns', '- ? ', ''],
    ['balanced brackets', '[', ']'],
    ['balanced braces', '{a: ', '}'],
  ])('is refused where it is nested too deep, and ends no process: %s', (_, open, close) => {
    for (const times of [400, 4_000]) {
      const text = open.repeat(times) + close.repeat(times);
      expect(() => yamlIn(text)).toThrow(/nested/);
      expect(() => yamlDocuments(`a: 1\n---\n${text}`)).toThrow(/nested/);
    }
  });

  it('is refused where it is nested too deep by indentation', () => {
    const text = Array.from({ length: 900 }, (_, at) => `${' '.repeat(at)}a:`).join('\n');
    expect(() => yamlIn(text)).toThrow(/nested/);
  });

  it('is read as deep as a person writes', () => {
    expect(JSON.stringify(yamlIn('['.repeat(50) + ']'.repeat(50)))).toBe('['.repeat(50) + ']'.repeat(50));
  });

  it('of many keys takes no time that grows with their square', () => {
    const began = performance.now();
    const text = Array.from({ length: 20_000 }, (_, at) => `k${at}: {a: [1, 2]}`).join('\n');
    expect(Object.keys(yamlIn(text) as object)).toHaveLength(20_000);
    expect(performance.now() - began).toBeLessThan(8_000);
  });

  it('with a key twice is broken, wherever it stands', () => {
    for (const text of ['a: 1\na: 2', 'b:\n  - {a: 1, a: 2}', '"a": 1\na: 2'])
      expect(() => yamlIn(text)).toThrow();
    expect(yamlDocuments('a: 1\n---\nb: 1\nb: 2\n')).toEqual([['sound', { a: 1 }], ['broken']]);
    expect(yamlIn('1: a\n"1": b')).toEqual({ 1: 'b' });
  });

  it('merges where it is asked to, and only there', () => {
    const text = 'a: &a {x: 1}\nb:\n  <<: *a\n  y: 2\n';
    expect(yamlIn(text, { merge: 'merged' })).toMatchObject({ b: { x: 1, y: 2 } });
    expect(yamlIn(text)).toMatchObject({ b: { '<<': { x: 1 }, y: 2 } });
  });

  it('of aliases upon aliases is refused', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
      .split('')
      .map(
        (name, at) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'[at]}`).join()}]`,
      )
      .join('\n')}`;
    expect(() => yamlIn(bomb)).toThrow();
  });

  it('of two documents is not one, of none is null', () => {
    expect(() => yamlIn('a: 1\n---\nb: 2\n')).toThrow();
    expect(yamlIn('')).toBeNull();
    expect(yamlIn('# only words\n')).toBeNull();
  });
});
