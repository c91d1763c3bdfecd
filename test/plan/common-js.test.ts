import { describe, expect, it } from 'vitest';
import { toCommonJs } from '../../src/plan/common-js.js';

const head = "'use strict';\n\n";

describe('an import in CommonJS', () => {
  it.each([
    ['of nothing', "import 'a';", "require('a');"],
    ['of no names', "import {} from 'a';", "require('a');"],
    ['of the default', "import a from 'a';", "const a = require('a');"],
    ['of the whole', "import * as a from 'a';", "const a = require('a');"],
    ['of a name', "import { a } from './a.js';", "const { a } = require('./a.js');"],
    ['of names', "import { a, b as c } from 'a';", "const { a, b: c } = require('a');"],
    [
      'of the default and names',
      "import a, { b, c as d } from 'a';",
      "const a = require('a');\nconst { b, c: d } = a;",
    ],
    ['in double quotes', 'import { a } from "a";', 'const { a } = require("a");'],
  ])('%s', (_, before, after) => {
    expect(toCommonJs(`${before}\nf();\n`)).toBe(`${head}${after}\nf();\n`);
  });

  it('comes before the code, as it is run, in the order that it stands in', () => {
    expect(toCommonJs("import 'a';\nf();\nimport 'b';\nexport { c } from 'c';\nimport 'd';\ng();\n")).toBe(
      `${head}require('a');\nrequire('b');\nconst { c } = require('c');\nrequire('d');\nf();\n\n\n\ng();\n` +
        '\nmodule.exports = { c };\n',
    );
  });

  it('at run time stays', () => {
    expect(toCommonJs("const a = () => import('a');\n")).toBe(`${head}const a = () => import('a');\n`);
  });
});

describe('an export in CommonJS', () => {
  it.each([
    ['of a constant', 'export const a = 1;', 'const a = 1;', 'a'],
    ['of constants', 'export const a = 1, b = 2;', 'const a = 1, b = 2;', 'a, b'],
    ['of a function', 'export function a() {}', 'function a() {}', 'a'],
    ['of an async function', 'export async function a() {}', 'async function a() {}', 'a'],
    ['of a class', 'export class A {}', 'class A {}', 'A'],
    ['of names', 'const a = 1, b = 2;\nexport { a, b as c };', 'const a = 1, b = 2;', 'a, c: b'],
    ['from another module', "export { a } from './a.js';", "const { a } = require('./a.js');", 'a'],
    ['of several from another', "export { a, b } from 'a';", "const { a, b } = require('a');", 'a, b'],
    ['under another name', "export { a as b } from 'a';", "const { a } = require('a');", 'b: a'],
  ])('%s', (_, before, after, exported) => {
    expect(toCommonJs(`${before}\n`)).toBe(`${head}${after}\n\nmodule.exports = { ${exported} };\n`);
  });

  it.each([
    [
      'taken',
      "const a = 1;\nexport { a as b } from 'a';",
      "const { a: _a } = require('a');\nconst a = 1;",
      'b: _a',
    ],
    ['that is no variable', "export { if as b } from 'a';", "const { if: _if } = require('a');", 'b: _if'],
    [
      'that is quoted',
      "export { 'a-b' as b } from 'a';",
      'const { "a-b": _a_b } = require(\'a\');',
      'b: _a_b',
    ],
    [
      'of what objects inherit',
      'const a = 1;\nexport { a as __proto__ };',
      'const a = 1;',
      "['__proto__']: a",
    ],
  ])('under a name, %s', (_, before, after, exported) => {
    expect(toCommonJs(`${before}\n`)).toBe(`${head}${after}\n\nmodule.exports = { ${exported} };\n`);
  });

  it('keeps what is before and behind it apart, where no semicolon does', () => {
    expect(toCommonJs('const a = 1\nexport { a }\n(b)\n')).toBe(
      `${head}const a = 1\n;\n(b)\n\nmodule.exports = { a };\n`,
    );
    expect(toCommonJs('a()\nexport {}\nb()\n')).toBe(`${head}a()\n\nb()\n`);
  });

  it('of nothing is not written', () => {
    expect(toCommonJs('f();\nexport {};\n')).toBe(`${head}f();\n`);
    expect(toCommonJs('\n\nf();\n\n')).toBe(`${head}f();\n`);
  });

  it('of much is one name a line, beyond 100 characters', () => {
    const fits = 'a'.repeat(100 - 'module.exports = { , b };'.length);
    const names = (name: string): string =>
      `function ${name}() {}\nfunction b() {}\nexport { ${name}, b };\n`;
    expect(toCommonJs(names(fits))).toContain(`\nmodule.exports = { ${fits}, b };\n`);
    expect(toCommonJs(names(`${fits}a`))).toContain(`\nmodule.exports = {\n  ${fits}a,\n  b,\n};\n`);
  });
});

describe('what CommonJS cannot say', () => {
  it.each([
    ['export default 1;', 'A template uses ExportDefaultDeclaration, which has no CommonJS form here.'],
    [
      'export default function () {}',
      'A template uses ExportDefaultDeclaration, which has no CommonJS form here.',
    ],
    [
      'export default class A {}',
      'A template uses ExportDefaultDeclaration, which has no CommonJS form here.',
    ],
    [
      'const a = 1; export { a as default };',
      'A template exports a default, which has no CommonJS form here.',
    ],
    [
      "const a = 1; export { a as 'default' };",
      'A template exports a default, which has no CommonJS form here.',
    ],
    ["export { default } from 'a';", 'A template exports a default, which has no CommonJS form here.'],
    ["export { a as default } from 'a';", 'A template exports a default, which has no CommonJS form here.'],
    [
      "export * as a from './x.js';",
      'A template uses ExportAllDeclaration, which has no CommonJS form here.',
    ],
    [
      "export * as 'a-b' from './x.js';",
      'A template uses ExportAllDeclaration, which has no CommonJS form here.',
    ],
    ["export * from './x.js';", 'A template uses ExportAllDeclaration, which has no CommonJS form here.'],
    ['export let a = 1;', 'A template exports a variable that may change, which has no CommonJS form here.'],
    ['export var a = 1;', 'A template exports a variable that may change, which has no CommonJS form here.'],
    ['const { a: [require] } = b;', 'A template declares require, which every CommonJS module has already.'],
    [
      "import module from 'node:module';",
      'A template declares module, which every CommonJS module has already.',
    ],
    ['function exports() {}', 'A template declares exports, which every CommonJS module has already.'],
    [
      'export const __filename = 1;',
      'A template declares __filename, which every CommonJS module has already.',
    ],
    ['class __dirname {}', 'A template declares __dirname, which every CommonJS module has already.'],
    ['for await (const a of b);', 'A template uses import.meta or await at the top.'],
    ['await using a = b;', 'A template uses import.meta or await at the top.'],
    ['const a = { async [await b]() {} };', 'A template uses import.meta or await at the top.'],
    ['await a;', 'A template uses import.meta or await at the top.'],
    ['if (a) { b(await c); }', 'A template uses import.meta or await at the top.'],
    ['f(import.meta.url);', 'A template uses import.meta or await at the top.'],
    ['function a() { return import.meta.url; }', 'A template uses import.meta or await at the top.'],
  ])('is refused: %s', (text, reason) => {
    expect(() => toCommonJs(text)).toThrow(reason);
  });

  it.each([
    'export let { a } = b;',
    'let a = 1; export { a };',
    'var a = 1; export { a as b };',
    'if (b) { var a = 1; } export { a };',
    'export function a() {} a = 1;',
    'function a() {} export { a }; a++;',
    'function a() {} export { a }; [{ b: a = 1 }] = c;',
    'class A {} export { A }; for (A of b);',
    'class A {} export { A }; for (A in b);',
  ])('is refused, since what is exported may change: %s', (text) => {
    expect(() => toCommonJs(text)).toThrow(
      'A template exports a variable that may change, which has no CommonJS form here.',
    );
  });

  it('is not await in a function', () => {
    for (const text of [
      'async function a() { await b; }',
      'const a = async () => { if (b) await c; };',
      'const a = { async b() { await c; } };',
      'class A { async b() { await c; } }',
      'async function a() { for await (const b of c) { await using d = b; } }',
      'for (const a of b);',
    ])
      expect(toCommonJs(text)).toBe(`${head}${text}\n`);
  });

  it('is not what a function or another scope says for itself', () => {
    for (const text of ['function a() { return new.target; }', '{ const module = 1; }'])
      expect(toCommonJs(text)).toBe(`${head}${text}\n`);
  });

  it('is not a name that only looks like it changes', () => {
    const text = 'const a = 1;\nfunction b() {}\nfor (const b of c) { let a = 1; a = 2; d.b = 3; }\n';
    expect(toCommonJs(`${text}export { a, b };\n`)).toBe(`${head}${text}\nmodule.exports = { a, b };\n`);
  });

  it('is a text that does not parse', () => {
    expect(() => toCommonJs('const = 1;')).toThrow(/^A template does not parse: \w/);
  });
});
