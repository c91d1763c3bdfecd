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
    ["export * from './x.js';", 'A template uses ExportAllDeclaration, which has no CommonJS form here.'],
    ['export let a = 1;', 'A template exports a variable that may change, which has no CommonJS form here.'],
    ['export var a = 1;', 'A template exports a variable that may change, which has no CommonJS form here.'],
    ['await a;', 'A template uses import.meta or await at the top.'],
    ['if (a) { b(await c); }', 'A template uses import.meta or await at the top.'],
    ['f(import.meta.url);', 'A template uses import.meta or await at the top.'],
    ['function a() { return import.meta.url; }', 'A template uses import.meta or await at the top.'],
  ])('is refused: %s', (text, reason) => {
    expect(() => toCommonJs(text)).toThrow(reason);
  });

  it('is not await in a function', () => {
    for (const text of [
      'async function a() { await b; }',
      'const a = async () => { if (b) await c; };',
      'const a = { async b() { await c; } };',
      'class A { async b() { await c; } }',
    ])
      expect(toCommonJs(text)).toBe(`${head}${text}\n`);
  });

  it('is a text that does not parse', () => {
    expect(() => toCommonJs('const = 1;')).toThrow(/^A template does not parse: \w/);
  });
});
