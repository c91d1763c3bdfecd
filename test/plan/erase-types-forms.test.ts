import fc from 'fast-check';
import { parseSync } from 'oxc-parser';
import tsBlankSpace from 'ts-blank-space';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { eraseTypes } from '../../src/plan/erase-types.js';

/** Forms of TypeScript, each a statement of a module, without a semicolon where none is needed. */
const statements = [
  'let x1 = ((a)) as T',
  'let x2 = (( a as T )) as U',
  'let x3 = a as T as U',
  'let x4 = (a satisfies T)!',
  'let x5 = a!\n.b!\n.c',
  'let x6 = a ! in b',
  'let x7 = a!in b',
  'let x8 = a as T instanceof B',
  'let x9 = (a /* ) as T */) as T',
  'let x10 = a /* as T */ as U',
  'a! = 1',
  '(a as T) = 1',
  '[a as T, b!] = c',
  '({ a: b as T, c: d! } = e)',
  'a!++',
  'for (a as T of b);',
  'for (const f of b as T[]);',
  'a?.b!.c',
  '(a?.b)!.c',
  'let c1 = f<T>(a)',
  'let c2 = f?.<T>(a)',
  'let c3 = new A<T>',
  'let c4 = f<T>`a`',
  'let c5 = f<T>',
  'super_<T, U<V>>()',
  'let c6 = new (a as T)()',
  'let c7 = a.b<T>(a!)!.c',
  'let c8 = (f<T>)(a)',
  'let g1 = <T,>(a: T): T => a',
  'let g2 = async <T>(a: T): Promise<T> => a',
  'let g3 = <const T extends U = V>(a: T) => a',
  'let g4 = (a: T)\n: U => a',
  'let g5 = (): a is T => true',
  'let g6 = (a?: T, { b }: U = {}, [c]?: V, ...d: W[]) => a',
  'let g7 = () => <\nT\n>(a: T) => a',
  'let g8 = () => { return <T\n>\n(a: T) => a }',
  'let g9 = (a: (b: T) => U) => a',
  'let g10 = async <T /* ( */>\n(a: T) /* ) */\n: U => a',
  'function f1(this: T) {}',
  'function f2(this: () => void,) {}',
  'function f3(this: T, a: U) {}',
  'function f4<T>(a ?: T) {}',
  'function f5(a: string): void\nfunction f5(a: any) {}',
  'export function f6(a: string): void\nexport function f6(a: any) {}',
  'function f7(a: T): asserts a is U {}',
  'function f8({ a }: T, [b]: U, { c = 1 }: V = d) {}',
  'function f9({ a } ?: T) {}',
  'let o1 = { a(this: T, b: U): V {}, get c(): T { return 1 }, set c(a: T) {} }',
  'let o2 = { async *d<T>(a: T) {}, e: <T>(a: T) => a }',
  'try {} catch (e: unknown) {}',
  'let v1: T',
  'let v2!: T',
  'let v3 !: T, v4: U = 1',
  'const { a: v5 }: T = a, [v6]: U = b',
  'for (let i: T = 0; i as U;);',
  'var w1: typeof import("a"), w2: T extends infer U ? U : never',
  'class C1<T> extends B<T>implements D, E<T> { }',
  'class C2\n  implements D {}',
  'class C3 extends (B as T)<U> /* a */ implements D {}',
  'abstract class C4 { abstract a: T\n abstract b(): U\n abstract get c(): T\n abstract accessor d: T }',
  'abstract class C19 { protected abstract e?: T }',
  'let C5 = class<T>extends B {}',
  'let C6 = class implements D {}',
  'abstract /* class */ class C7 {}',
  'class C8 { constructor(a: string)\n constructor(a: any) {} }',
  'class C9 { a(): T\n a(b?: U): T {} static c?(): T }',
  'class C10 { private a: T = 1; readonly #b: U; static readonly["c"]: T; public static override async *d<T>(): U {} }',
  'class C11 { declare a: T\n b!: T\n c?: U\n [d]?: T\n [(e)]!: T\n "f" ?: T\n 1: T }',
  'class C12 { private; readonly: T; declare: T; override() {} abstract = 1; }',
  'class C20 { public?: T; static private = 2; get readonly() { return 1 } }',
  'class C13 { [key: string]: T\n static [key: string]: T\n readonly [key: string]: T }',
  'class C14 { private[a] = 1; private"b" = 2; readonly\n#c = 3 }',
  'class C15 { a = 1 as T\n [b] = 2\n c = 1\n declare d: T\n *e() {} }',
  'class C16 { private get a(): T { return 1 } protected set a(b: T) {} }',
  'class C17 { /* private */ private /* readonly */ readonly /* public */ a /* ? */ ? : T }',
  'class C18 { static { let a: T } }',
  'interface I1 { a: T }',
  'type T1<U> = V',
  'export interface I2 {}',
  'export type T2 = U',
  'type = 1',
  'declare let d1: T',
  'declare function d2(): T',
  'declare class D3 { a(): T }',
  'declare abstract class D4 {}',
  'declare enum D5 { A }',
  'declare const enum D6 { A }',
  'declare namespace D7 { let a: T }',
  'declare module "a" { let b: T }',
  'declare global { let c: T }',
  'export declare class D8 {}',
  'export declare function d9(): T',
  'export declare let d10: T',
  'export abstract class D11 {}',
  'export declare enum D12 {}',
  'import type i1 from "a"',
  'import type { i2 } from "a"',
  'import type * as i3 from "a"',
  'import i4, { type I5 } from "a"',
  'import i6, { type I7, type I8, } from "a"',
  'import { i9, type I10 } from "a"',
  'import { type I11, i12 } from "a"',
  'import { type I13, i14, type I15, type I16 } from "a"',
  'import {type I17,type I18,i19,} from "a"',
  'import type, { type type as I20, a as i21 } from "a"',
  'import { type "a-b" as I23, "a-b" as i24 } from "a"',
  'import i25, { } from "a"',
  'import i26, /* a */ { type I27 /* } */ } from "a"',
  'export type { A } from "a"',
  'export type * from "a"',
  'export type * as E1 from "a"',
  'export { a as e2, type B as E3 }',
  'export { type B as E4, a as e5 } from "a"',
  'export { a as e6, type B as E7, type C as E8 } from "a"',
  'a = b\nexport type { c }\n(d)',
  'a = b\ntype U1 = c\n(d)',
  'a = b\ninterface U2 {}\n[c].d',
  'a = b\ndeclare let u3: T\n`c`',
  'a = b as T\n(c)',
  'a = b satisfies T\n[c]',
  'a = b as T\n`c`',
  'a = b as T\n+c',
  'a = b\ntype U4 = c;\ntype U5 = d\n/e/.f()',
  'if (a) { type U6 = b; (c) }',
  'label: { interface U7 {} }',
  'switch (a as T) { case b as U: type U8 = c }',
  'let u9 = a ? (b as T) : (c) as U',
  'let u10 = `${a as T}${b!}`',
  'let u11 = { a: b as T, [c as U]: d!, ...e as V }',
  'let u12 = a as const',
  'let u13 = a as T ? b : c',
  'let u14 = -a! + +(b as T)',
  'let u15 = async (a: T) => { for await (const b of c as T[]); await (d as U) }',
  'let u16 = function* <T>(a: T): U { yield a as T }',
  'export default a as T',
  'let é: T = é as U',
  'enum_.A!',
  'let u17 = a as unknown as { b: T }["b"]',
] as const;

/** Where names of a module are all types, ours goes whole: it loads nothing. TypeScript keeps `import {} from`. */
const ours = [
  'import { type A, type B } from "a"',
  'import { type as as I22 } from "a"',
  'export { type C1 } from "a"',
  'export { type C2 }',
  'import type a = require("a")',
  'export default interface I3 {}',
] as const;

/** The tree without places, quotes and statements of nothing. */
const treeOf = (text: string): string => {
  const { program, errors } = parseSync('x.js', text, { sourceType: 'module', preserveParens: false });
  expect(errors, text).toEqual([]);
  const shown = (key: string, value: unknown): unknown => {
    if (['start', 'end', 'raw', 'range'].includes(key)) return undefined;
    return Array.isArray(value) ? value.filter((one) => !isNothing(one)) : value;
  };
  return JSON.stringify(program, shown, 1);
};

const isNothing = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'EmptyStatement';

const transpiled = (text: string): string =>
  ts.transpileModule(text, {
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      useDefineForClassFields: true,
    },
  }).outputText;

const isSound = (text: string): boolean =>
  parseSync('x.ts', text).errors.length === 0 &&
  ts.transpileModule(text, { reportDiagnostics: true }).diagnostics?.length === 0;

const expectSame = (text: string): void => {
  const erased = treeOf(eraseTypes(text));
  expect(erased, text).toBe(treeOf(transpiled(text)));
  expect(erased, text).toBe(treeOf(tsBlankSpace(text)));
};

describe('JavaScript without types is what TypeScript and ts-blank-space make of it', () => {
  it.each(statements)('%s', (text) => {
    expectSame(`import "m";\n${text}\n`);
  });

  it.each(ours)('but for %s, of which nothing is left', (text) => {
    expect(eraseTypes(`a();\n${text}\nb();\n`)).toBe('a();\nb();\n');
  });

  it('with statements together, whether semicolons part them or not', () => {
    const parts = fc.shuffledSubarray([...statements], { minLength: 2, maxLength: 6 });
    let compared = 0;
    fc.assert(
      fc.property(parts, fc.constantFrom('\n', ';\n', ' // a\n', '\n/* b */ '), (some, between) => {
        const text = `import "m";\n${some.join(between)}\n`;
        fc.pre(isSound(text));
        compared += 1;
        expectSame(text);
      }),
      { numRuns: 120, seed: 1 },
    );
    expect(compared).toBeGreaterThan(100);
  });
});
