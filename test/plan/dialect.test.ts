import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import { format } from 'prettier';
import tsBlankSpace from 'ts-blank-space';
import { afterAll, describe, expect, it } from 'vitest';
import { readTemplates } from '../../src/build/templates.js';
import { adaptersOf } from '../../src/plan/adapters-of.js';
import { recognisers } from '../../src/repo/frameworks/recognisers.js';
import { frameworks } from '../../generators/frameworks/index.js';
import { toCommonJs } from '../../src/plan/common-js.js';
import { inDialect, landing } from '../../src/plan/dialect.js';
import { eraseTypes } from '../../src/plan/erase-types.js';
import { serviceLayout, type Layout } from '../../src/define/layout.js';

/** Adapters that only frameworks have whose code is TypeScript: decorators, and parameters that are properties. */
const scripted = frameworks.filter((framework) =>
  recognisers.some(({ id, languages }) => id === framework.id && languages.includes('js')),
);
const untyped = new Set(scripted.flatMap(adaptersOf));
const adapterOf = (layer: string): string => layer.split('/')[2] ?? '';
const templates = readTemplates(fileURLToPath(new URL('../../templates', import.meta.url))).filter(
  ({ layer, path }) =>
    layer.startsWith('pieces/') &&
    path.startsWith('src/') &&
    path.endsWith('.ts') &&
    untyped.has(adapterOf(layer)),
);
const cjs: Layout = { source: '', language: 'js', modules: 'cjs', suffix: '', config: 'config' };
const folder = mkdtempSync(join(tmpdir(), 'rampart-dialect-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('templates in JavaScript', () => {
  it('has templates to look at', () => {
    expect(templates.length).toBeGreaterThan(15);
  });

  it.each(templates)('$layer/$path: our eraser says what ts-blank-space says', async ({ text }) => {
    const ours = await format(eraseTypes(text), { parser: 'babel' });
    const theirs = await format(tsBlankSpace(text), { parser: 'babel' });
    expect(shape(ours)).toEqual(shape(theirs));
  });

  it.each(templates)('$layer/$path: both dialects of JavaScript parse', ({ path, text }) => {
    const jsEsm = inDialect({ path, text, layout: { ...cjs, modules: 'esm', suffix: '.js' } });
    const jsCjs = inDialect({ path, text, layout: cjs });
    expect(parseSync('x.js', jsEsm, { sourceType: 'module' }).errors).toEqual([]);
    expect(parseSync('x.js', jsCjs, { sourceType: 'commonjs' }).errors).toEqual([]);
    expect(jsCjs).not.toMatch(/^(import|export)\b/m);
  });

  it.each(scripted)('loads every template of $id as CommonJS, in one process', (framework) => {
    const layers = adaptersOf(framework);
    const own = templates.filter(({ layer }) => layers.includes(adapterOf(layer)));
    const paths = own.map(({ path, text }) => {
      const file = join(folder, framework.id, landing(path, cjs));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, inDialect({ path, text, layout: cjs }));
      return file;
    });
    // `config` is assembled; nothing in the templates that are plain files asks for it.
    const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
    const loader = `const Module = require('node:module');
      const load = Module._load;
      const known = ['zod'];
      Module._load = function (name, ...rest) {
        if (/^(?:\\.|\\/|node:)/.test(name)) return load.call(this, name, ...rest);
        if (known.includes(name)) return load.call(this, ${JSON.stringify(modules)} + '/' + name, ...rest);
        return new Proxy(function () {}, { get: () => function () {} });
      };
      let exported = 0;
      for (const path of ${JSON.stringify(paths)}) exported += Object.keys(require(path)).length;
      console.log(exported);`;
    const out = execFileSync(process.execPath, ['-e', loader], { encoding: 'utf8' });
    expect(Number(out)).toBeGreaterThan(30);
  });
});

describe('inDialect', () => {
  it('leaves the layout of a new service alone', () => {
    for (const { path, text } of templates)
      expect(inDialect({ path, text, layout: serviceLayout })).toBe(text);
  });

  it('re-aims imports at a config that had to move, with the ending in use', () => {
    const layout: Layout = {
      source: 'lib',
      language: 'ts',
      modules: 'esm',
      suffix: '',
      config: 'security/config',
    };
    const text = "import { a } from '../config.js';\nimport { b } from './b.js';\nexport { a, b };\n";
    expect(inDialect({ path: 'src/security/x.ts', text, layout })).toBe(
      "import { a } from './config';\nimport { b } from './b';\nexport { a, b };\n",
    );
    expect(landing('src/config.ts', layout)).toBe('lib/security/config.ts');
  });
});

describe('a file that another one names', () => {
  const layout: Layout = {
    source: 'lib',
    language: 'ts',
    modules: 'esm',
    suffix: '',
    config: 'security/config',
  };
  const aimed = (text: string, more: Partial<Layout> = {}): string =>
    inDialect({ path: 'src/security/x.ts', text: `${text}\n`, layout: { ...layout, ...more } }).trimEnd();

  it.each([
    ["import { a } from '../config.js';", "import { a } from './config';"],
    ["import '../config.js';", "import './config';"],
    ["export { a } from '../config.js';", "export { a } from './config';"],
    ["export * from '../config.js';", "export * from './config';"],
    ["export const a = import('../config.js');", "export const a = import('./config');"],
    ["export type A = import('../config.js').A;", "export type A = import('./config').A;"],
    ["import a = require('../config.js');", "import a = require('./config');"],
    ["declare module '../config.js' { interface A {} }", "declare module './config' { interface A {} }"],
    ["import { a } from './config';", "import { a } from './config';"],
    ["import { a } from '../b/c.ts';", "import { a } from '../b/c';"],
    ["import { a } from 'express';", "import { a } from 'express';"],
    ["declare module 'express' { interface A {} }", "declare module 'express' { interface A {} }"],
  ])('is found where it lands: %s', (before, after) => {
    expect(aimed(before)).toBe(after);
  });

  it('keeps its ending, if it is no source', () => {
    for (const suffix of ['', '.js', '.ts'] as const)
      expect(aimed("import a from './data.json';", { suffix })).toBe("import a from './data.json';");
    expect(aimed("import a from '../data/a.b.json' with { type: 'json' };")).toBe(
      "import a from '../data/a.b.json' with { type: 'json' };",
    );
    expect(aimed("export const a = () => import('./a.wasm');", { language: 'js', suffix: '.js' })).toBe(
      "export const a = () => import('./a.wasm');",
    );
    expect(aimed("import a from './data.json' with { type: 'json' };", cjs)).toBe(
      "'use strict';\n\nconst a = require('./data.json');",
    );
  });
});

describe('toCommonJs', () => {
  it('turns each form of import and export', () => {
    const text = [
      "import a from 'a';",
      "import * as b from 'b';",
      "import { c, d as e } from './c.js';",
      "import f, { g } from 'f';",
      "import 'h';",
      'export const i = 1;',
      'export function j() { return import("k"); }',
      'export class L {}',
      'const m = [a, b, c, e, f, g];',
      'export { m as n };',
    ].join('\n');
    const js = toCommonJs(text);
    expect(js).toContain("const a = require('a');");
    expect(js).toContain("const b = require('b');");
    expect(js).toContain("const { c, d: e } = require('./c.js');");
    expect(js).toContain("const f = require('f');\nconst { g } = f;");
    expect(js).toContain("\nrequire('h');");
    expect(js).toContain('import("k")');
    expect(js).toContain('module.exports = { i, j, L, n: m };');
  });

  it.each([
    'export default 1;',
    "export * from './x.js';",
    'export let a = 1;',
    'await 1;',
    'import.meta.url;',
  ])('refuses %s', (text) => {
    expect(() => toCommonJs(text)).toThrow();
  });
});

/** The tree without places, quotes and comments. */
const shape = (text: string): unknown =>
  JSON.parse(
    JSON.stringify(
      parseSync('x.js', text, { sourceType: 'module', preserveParens: false }).program,
      (key, value: unknown) => (['start', 'end', 'raw', 'range'].includes(key) ? undefined : value),
    ),
  );
