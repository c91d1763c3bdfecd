import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { toCommonJs } from '../../src/plan/common-js.js';

/**
 * All forms of import and export that CommonJS has too. Each `#` is another number in each module, so that forms can
 * stand together; `$` is the module that they load.
 */
const imports = [
  ['of nothing', "import '$';"],
  ['of no names', "import {} from '$';"],
  ['of the default', "import d# from '$'; export { d# };"],
  ['of the default by its name', "import { default as d# } from '$'; export { d# };"],
  ['of the default by its quoted name', "import { 'default' as d# } from '$'; export { d# };"],
  ['of the whole', "import * as n# from '$'; export const x# = [n#.a, n#['b-c'], n#.if];"],
  ['of a name', "import { a } from '$'; export const x# = a;"],
  ['of names', "import { a as l#, b as m#, } from '$'; export { l#, m# };"],
  ['of a quoted name', "import { 'b-c' as l# } from '$'; export { l# };"],
  ['of a double-quoted name', "import { \"b-c\" as l#, 'a' as m# } from '$'; export { l#, m# };"],
  ['of a keyword', "import { if as l# } from '$'; export { l# };"],
  ['of what an object inherits', "import { __proto__ as l# } from '$'; export { l# };"],
  ['of the default and the whole', "import d#, * as n# from '$'; export const x# = [d#, n#.a];"],
  ['of the default and no names', "import d#, {} from '$'; export { d# };"],
  ['of the default and names', "import d#, { a as l#, 'b-c' as m# } from '$'; export { d#, l#, m# };"],
  ['of the default twice', "import d#, { default as e#, a as l# } from '$'; export { d#, e#, l# };"],
  ['with attributes', "import d# from './data.json' with { type: 'json' }; export { d# };"],
  ['behind its use', "export const x# = l#; import { a as l# } from '$';"],
] as const;

const exports = [
  ['of a constant', 'export const c# = 1;'],
  ['of constants', 'export const c# = 1, d# = 2;'],
  ['of an object taken apart', "export const { a: c#, b: { 0: d# }, ['b-c']: e#, z: f# = 6, ...g# } = all;"],
  ['of short names', 'const p# = { q#: 1, r#: 2 }; export const { q#, r# = 3 } = p#;'],
  ['of a list taken apart', 'export const [c#, , d# = 4, [e#], ...f#] = [1, 2, undefined, [5], 6, 7];'],
  ['of nothing taken apart', 'export const {} = all, [] = [];'],
  ['of a function', 'export function c#() { return 1; }'],
  ['of an async function', 'export async function c#() { await 1; }'],
  ['of a generator', 'export function* c#() { yield 1; }'],
  ['of an async generator', 'export async function* c#() { yield 1; }'],
  ['of a class', 'export class C# { static own = 1; }'],
  ['of nothing', 'export {};'],
  ['of names', 'const c# = 1, d# = 2; export { c#, d#, };'],
  ['above its declaration', 'export { c#, C# }; const c# = 1; class C# {}'],
  ['under other names', 'function c#() {} export { c# as d#, c# as e# };'],
  ['under quoted names', "const c# = 1; export { c# as 'd-#', c# as \"it's#\", c# as '#' };"],
  ['under the name of what objects inherit', 'const c# = 1; export { c# as __proto__ };'],
  ['under a keyword', 'const c# = 1; export { c# as class };'],
  ['under names that are no ASCII', "const c# = 1, é# = 2; export { c# as ö#, é#, c# as '☃#' };"],
  ['of nothing from a module', "export {} from '$';"],
  ['of a name from a module', "export { a } from '$';"],
  [
    'of a name that is used',
    "const t# = b(); function b() { return 1; } export { b as c# }; export { b } from '$';",
  ],
  ['of names of a module', "export { a as c#, a as d#, b as e# } from '$';"],
  ['of quoted names of a module', "export { 'b-c' as c#, 'a' as 'd-#', b as \"e-#\" } from '$';"],
  ['of a quoted name of a module', "export { 'b-c' } from '$';"],
  ['of the default of a module', "export { default as c# } from '$';"],
  ['of the default and names of a module', "export { a as d#, default as c#, 'default' as e# } from '$';"],
  ['of a keyword of a module', "export { if } from '$'; export { if as c# } from '$';"],
  ['of names that variables cannot have', "export { eval, arguments, module, let } from '$';"],
  ['of what a module inherits', "export { __proto__ as c# } from '$';"],
  ['of what is imported', "import { a as c# } from '$'; export { c#, c# as d# };"],
  ['with attributes', "export { default as c# } from './data.json' with { type: 'json' };"],
  ['without a semicolon', "const c# = String\nexport { c# }\n('not an argument')"],
  ['without a semicolon, above a comment', 'const c# = String // a\nexport { c# } // b\n/* c */ `no tag`'],
] as const;

const loaded = `
  exports.a = 'a of the module'; exports.b = ['b of the module']; exports['b-c'] = 'b-c of the module';
  exports.if = 'if of the module'; exports.eval = 'eval'; exports.arguments = 'arguments';
  exports.module = 'module'; exports.let = 'let';
  Object.defineProperty(exports, '__proto__', { value: 'proto', enumerable: true }); exports['__proto__'] = 'proto';
`;

const folder = mkdtempSync(join(tmpdir(), 'rampart-forms-'));
writeFileSync(join(folder, 'loaded.cjs'), loaded);
writeFileSync(join(folder, 'data.json'), '{ "a": 1 }');
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The file that `$` is, as an ES module and as CommonJS. */
interface Taken {
  readonly esm: string;
  readonly cjs: string;
}

/** What each module exports when it is run as it is, and as CommonJS. */
function exportsOf(
  modules: readonly string[],
  taken: Taken,
): readonly { readonly esm: unknown; readonly cjs: unknown }[] {
  for (const [index, text] of modules.entries()) {
    writeFileSync(join(folder, `${String(index)}.mjs`), text.replaceAll('$', taken.esm));
    writeFileSync(join(folder, `${String(index)}.cjs`), toCommonJs(text.replaceAll('$', taken.cjs)));
  }
  const runner = `
    import { createRequire } from 'node:module';
    const require = createRequire(import.meta.url);
    const shown = (value) => typeof value === 'function'
      ? Object.prototype.toString.call(value) + ' ' + value.toString()
      : Array.isArray(value) ? value.map(shown) : value;
    const entries = (found) => Object.getOwnPropertyNames(found).filter((key) => key !== 'module.exports').sort()
      .map((key) => [key, shown(found[key])]);
    const tried = async (load) => { try { return entries(await load()) } catch (error) { return String(error) } };
    const all = [];
    for (let index = 0; index < ${String(modules.length)}; index += 1)
      all.push({
        esm: await tried(() => import('./' + index + '.mjs')),
        cjs: await tried(() => require('./' + index + '.cjs')),
      });
    console.log(JSON.stringify(all));
  `;
  writeFileSync(join(folder, 'runner.mjs'), runner);
  return JSON.parse(
    execFileSync(process.execPath, ['--no-warnings', join(folder, 'runner.mjs')], { encoding: 'utf8' }),
  ) as { esm: unknown; cjs: unknown }[];
}

const moduleOf = (forms: readonly string[]): string =>
  ["import all from './loaded.cjs';", ...forms.map((form, at) => form.replaceAll('#', String(at))), ''].join(
    '\n',
  );

function expectAlike(modules: readonly string[], taken: Taken): void {
  const found = exportsOf(modules, taken).map((both, index) => ({ ...both, text: modules[index] }));
  for (const { text, esm } of found) expect(esm, text).toEqual(expect.any(Array));
  expect(found.map(({ text, cjs }) => ({ text, exports: cjs }))).toEqual(
    found.map(({ text, esm }) => ({ text, exports: esm })),
  );
}

describe('a module exports as CommonJS what it does as an ES module', () => {
  const forms = [...imports, ...exports].map(([, form]) => form);
  const library = { esm: './loaded.cjs', cjs: './loaded.cjs' };

  it('with each form alone', () => {
    expectAlike(
      forms.map((form) => moduleOf([form])),
      library,
    );
  });

  it('with forms together, in any order', () => {
    const together = fc.shuffledSubarray(forms, { minLength: 2, maxLength: 8 });
    expectAlike(fc.sample(together, { numRuns: 150, seed: 1 }).map(moduleOf), library);
  });

  it('with forms that load a module of ours, which is CommonJS then too', () => {
    const own = "export const a = 1, b = [2]; const c = 3; export { c as 'b-c', c as if, c as module };";
    writeFileSync(join(folder, 'own.mjs'), own);
    writeFileSync(join(folder, 'own.cjs'), toCommonJs(own));
    const named = forms.filter(
      (form) => !/\bd#[ ,;]|default|__proto__|arguments/.test(form) && form.includes('$'),
    );
    expect(named.length).toBeGreaterThan(10);
    expectAlike(
      named.map((form) => moduleOf([form])),
      { esm: './own.mjs', cjs: './own.cjs' },
    );
  });
});
