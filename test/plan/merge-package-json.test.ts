import { describe, expect, it } from 'vitest';
import { mergePackageJson } from '../../src/plan/merge/merge-package-json.js';

const none = { dependencies: {}, devDependencies: {}, scripts: {}, engines: {} };
const merged = (text: string, dependencies: Readonly<Record<string, string>> = { b: '2' }): string =>
  mergePackageJson(text, { ...none, dependencies });

describe('a package.json with a package more', () => {
  it.each([
    ['two spaces', '{\n  "dependencies": {\n    "a": "1"\n  }\n}\n', '{\n  "dependencies": {\n    "a": "1",\n    "b": "2"\n  }\n}\n'],
    ['tabs', '{\n\t"dependencies": {\n\t\t"c": "1"\n\t}\n}', '{\n\t"dependencies": {\n\t\t"b": "2",\n\t\t"c": "1"\n\t}\n}'],
    ['three spaces', '{\n   "name": "x"\n}\n', '{\n   "name": "x",\n   "dependencies": {\n      "b": "2"\n   }\n}\n'],
    ['an indentation of its own', '{\n  "dependencies": {\n        "a": "1"\n  }\n}\n', '{\n  "dependencies": {\n        "a": "1",\n        "b": "2"\n  }\n}\n'],
    ['CRLF', '{\r\n  "name": "x"\r\n}\r\n', '{\r\n  "name": "x",\r\n  "dependencies": {\r\n    "b": "2"\r\n  }\r\n}\r\n'],
    ['a BOM', '\uFEFF{\n  "name": "x"\n}\n', '\uFEFF{\n  "name": "x",\n  "dependencies": {\n    "b": "2"\n  }\n}\n'],
    ['one line', '{ "dependencies": { "a": "1", "c": "3" } }', '{ "dependencies": { "a": "1", "b": "2", "c": "3" } }'],
    ['no spaces', '{"dependencies":{"a":"1"}}', '{"dependencies":{"a":"1","b": "2"}}'],
    ['spaces where nobody has them', '{\n  "dependencies" :{\n    "a" :"1" }\n}\n', '{\n  "dependencies" :{\n    "a" :"1",\n    "b": "2" }\n}\n'],
    ['an empty list', '{\n  "dependencies": {}\n}\n', '{\n  "dependencies": {\n    "b": "2"\n  }\n}\n'],
    ['nothing in it', '{}\n', '{\n  "dependencies": {\n    "b": "2"\n  }\n}\n'],
    ['no order', '{ "dependencies": { "c": "1", "a": "1" } }', '{ "dependencies": { "c": "1", "a": "1", "b": "2" } }'],
    ['the package among those of development', '{ "devDependencies": { "b": "1" } }', '{ "devDependencies": { "b": "1" } }'],
    ['a list that stands twice', '{ "dependencies": { "a": "1" }, "dependencies": { "b": "1" } }', '{ "dependencies": { "a": "1" }, "dependencies": { "b": "1" } }'],
    ['a list that is none', '{ "dependencies": "x" }', '{ "dependencies": {\n    "b": "2"\n  } }'],
    ['a package called __proto__', '{ "dependencies": { "__proto__": "1" } }', '{ "dependencies": { "__proto__": "1", "b": "2" } }'],
    ['keys written in escapes', '{ "dependencies": { "\\u0062": "1" } }', '{ "dependencies": { "\\u0062": "1" } }'],
    ['half a text', '{ "dependencies": {', '{ "dependencies": {'],
    ['a list in place of an object', '[]', '[]'],
    ['nothing at all', '', ''],
  ])('that has %s', (_, before, after) => {
    expect(merged(before)).toBe(after);
  }); // prettier-ignore

  it('keeps several new keys of one list, and several lists, in order', () => {
    const before = '{\n  "scripts": {\n    "b": "1"\n  },\n  "engines": {}\n}\n';
    const added = {
      ...none,
      scripts: { c: '2', a: '2' },
      engines: { node: '>=20' },
      dependencies: { d: '1' },
    };
    expect(mergePackageJson(before, added)).toBe(
      '{\n  "scripts": {\n    "a": "2",\n    "b": "1",\n    "c": "2"\n  },\n' +
        '  "engines": {\n    "node": ">=20"\n  },\n  "dependencies": {\n    "d": "1"\n  }\n}\n',
    );
  });
});
