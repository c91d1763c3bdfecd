import { applyEdits } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { addJsonEntries, unitOf } from '../../src/plan/merge/add-json-entries.js';
import { nameManager } from '../../src/plan/merge/name-manager.js';
import { jsonTree } from '../../src/repo/jsonc.js';

type Asked = Partial<Parameters<typeof addJsonEntries>[0]>;
function added(text: string, names: readonly string[], more: Asked = {}): string {
  const object = jsonTree(text);
  if (object === undefined) throw new Error('It is no object.');
  const entries = names.map((name) => [name, '0'] as const);
  return applyEdits(text, [...addJsonEntries({ text, object, entries, order: 'sorted', depth: 1, ...more })]);
}

describe('entries of a JSON object', () => {
  it.each([
    ['before the first', '{ "b": 1, "d": 2 }', ['a'], '{ "a": 0, "b": 1, "d": 2 }'],
    ['between', '{ "b": 1, "d": 2 }', ['c'], '{ "b": 1, "c": 0, "d": 2 }'],
    ['at the end', '{ "b": 1, "d": 2 }', ['e'], '{ "b": 1, "d": 2, "e": 0 }'],
    ['several, in their order', '{ "b": 1, "d": 2 }', ['f', 'c', 'a', 'e'], '{ "a": 0, "b": 1, "c": 0, "d": 2, "e": 0, "f": 0 }'],
    ['beside one that stands twice', '{ "b": 1, "b": 2, "d": 3 }', ['c'], '{ "b": 1, "b": 2, "c": 0, "d": 3 }'],
    ['beside a single one', '{ "b": 1 }', ['a'], '{ "a": 0, "b": 1 }'],
    ['with the gap of the last, where the first has none', '{"b": 1, "d": 2}', ['a'], '{"a": 0, "b": 1, "d": 2}'],
    ['with the gap of the one behind it', '{ "b": 1,\n    "d": 2,  "f": 3 }', ['c'], '{ "b": 1,\n    "c": 0,\n    "d": 2,  "f": 3 }'],
  ])('that are sorted get a new one at its place: %s', (_, before, names, after) => {
    expect(added(before, names)).toBe(after);
  }); // prettier-ignore

  it('that are not sorted get new ones at their end, sorted, as far away as the last', () => {
    expect(added('{ "d": 1,   "b": 2,\n  "c": 3}', ['e', 'a'])).toBe(
      '{ "d": 1,   "b": 2,\n  "c": 3,\n  "a": 0,\n  "e": 0}',
    );
    expect(added('{ "b": 1, "c": 2, "a": 3 }', ['aa'])).toBe('{ "b": 1, "c": 2, "a": 3, "aa": 0 }');
  });

  it('get new ones at their end, as they are given, if that is asked for', () => {
    expect(added('{ "b": 1, "d": 2 }', ['c', 'a'], { order: 'last' })).toBe(
      '{ "b": 1, "d": 2, "c": 0, "a": 0 }',
    );
    expect(added('{ "b": 1 }', ['c'], { order: 'last', gap: '\n\t' })).toBe('{ "b": 1,\n\t"c": 0 }');
  });

  it('get their keys in quotes', () => {
    expect(added('{ "b": 1 }', ['c"\n'])).toBe('{ "b": 1, "c\\"\\n": 0 }');
  });

  it.each([
    ['at the top', '{}\n', 1, '{\n  "b": 0,\n  "a": 0\n}\n'],
    ['with a blank inside', '{ }', 1, '{\n  "b": 0,\n  "a": 0\n}'],
    ['further in', '{}', 2, '{\n    "b": 0,\n    "a": 0\n  }'],
    ['with CRLF', '{}\r\n', 1, '{\r\n  "b": 0,\r\n  "a": 0\r\n}\r\n'],
  ])('that has none get them on lines of their own: %s', (_, before, depth, after) => {
    expect(added(before, ['b', 'a'], { depth })).toBe(after);
  });

  it('are moved in as the first key of the file is', () => {
    expect(unitOf('{\n\t"a": {\n\t\t"b": 1\n\t}\n}')).toBe('\t');
    expect(unitOf('{\n    "a": 1\n}')).toBe('    ');
    expect(unitOf('{ "a": 1 }')).toBe('  ');
    expect(unitOf('{\n"a": 1 }')).toBe('  ');
    expect(added('{\n   \n}\n', ['a'])).toBe('{\n  "a": 0\n}\n');
  });
});

describe('a package.json without a package manager', () => {
  const named = (text: string): string => nameManager(text, 'npm@1.2.3');

  it('names it at the end, even if its keys are sorted', () => {
    expect(named('{ "name": "a", "version": "1" }')).toBe(
      '{ "name": "a", "version": "1", "packageManager": "npm@1.2.3" }',
    );
  });

  it('names it if it is empty', () => {
    expect(named('{}')).toBe('{\n  "packageManager": "npm@1.2.3"\n}');
  });

  it('keeps its BOM, once', () => {
    expect(named('\uFEFF{ "name": "a" }')).toBe('\uFEFF{ "name": "a", "packageManager": "npm@1.2.3" }');
    expect(named('\uFEFF{ "packageManager": "x" }')).toBe('\uFEFF{ "packageManager": "x" }');
  });

  it('names it where others only mention it', () => {
    const before = '{ "config": { "packageManager": "x", "devEngines": 1 } }';
    expect(named(before)).toBe(before.replace(' } }', ' }, "packageManager": "npm@1.2.3" }'));
  });

  it.each([
    '{ "name": "a", "packageManager": "pnpm@9.0.0", "version": "1" }',
    '{ "name": "a", "devEngines": {}, "version": "1" }',
    '[]',
    '',
    '{ "name": ',
    '{ "name": "a", }',
    '{ "name": "a" /* mine */ }',
  ])('stays to the byte where it names one or is not plain JSON: %j', (before) => {
    expect(named(before)).toBe(before);
  });
});
