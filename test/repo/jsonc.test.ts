import { describe, expect, it } from 'vitest';
import { jsonEntries, jsonTree, parseJsonc } from '../../src/repo/jsonc.js';

const lineEnds = '{\r\n  // said\r\n  "a": 1 /* so */\r\n}\r\n';

describe('JSON with comments', () => {
  it.each([
    ['comments and CRLF', lineEnds, { a: 1 }],
    ['a trailing comma', '{ "a": [1, 2,], }', { a: [1, 2] }],
    ['a BOM', '\uFEFF{ "a": 1 }', { a: 1 }],
    ['a key twice', '{ "a": 1, "a": 2 }', { a: 2 }],
    ['escapes', '{ "\\u0061": "\\n" }', { a: '\n' }],
    ['brackets in texts', `{ "a": "${'['.repeat(1000)}" }`, { a: '['.repeat(1000) }],
  ])('with %s is read', (_, text, value) => {
    expect(parseJsonc(text)).toEqual(value);
  });

  it.each([
    ['nothing', ''],
    ['an array', '[1]'],
    ['two objects', '{} {}'],
    ['a key without quotes', '{ a: 1 }'],
    ['a text in single quotes', "{ 'a': 1 }"],
    ['a call', '{ "a": f() }'],
    ['no end', '{ "a": 1'],
    ['more depth than a person writes', `{ "a": ${'['.repeat(100_000)}${']'.repeat(100_000)} }`],
  ])('that is %s is none', (_, text) => {
    expect(parseJsonc(text)).toBeUndefined();
  });

  it('gives nobody a prototype', () => {
    const value = parseJsonc('{ "__proto__": { "compilerOptions": { "baseUrl": "x" } } }');
    expect(value).not.toHaveProperty('compilerOptions');
  });

  it('says where each entry stands', () => {
    const [entry] = jsonEntries(jsonTree(lineEnds));
    expect(entry).toMatchObject({ key: 'a', property: { offset: lineEnds.indexOf('"a"'), length: 6 } });
  });
});
