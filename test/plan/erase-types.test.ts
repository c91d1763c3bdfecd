import { describe, expect, it } from 'vitest';
import { eraseTypes } from '../../src/plan/erase-types.js';

describe('statements that are only types', () => {
  it.each([
    ['an interface', 'interface A { b: string }'],
    ['a type', 'type A = string;'],
    ['an exported interface', 'export interface A { b: string }'],
    ['an exported type', 'export type A = string;'],
    ['a declared function', 'declare function a(): void;'],
    ['a declared variable', 'declare const a: string;'],
    ['an exported declaration', 'export declare const a: string;'],
    ['an addition to a module', "declare module 'express' { interface Request { id: string } }"],
    ['an import of types', "import type { A } from 'a';"],
    ['an import of a default type', "import type A from 'a';"],
    ['an import whose names are all types', "import { type A, type B } from 'a';"],
    ['an export of types', "export type { A } from 'a';"],
    ['an export of types from here', 'export type { A };'],
    ['an export of all types', "export type * from 'a';"],
  ])('go with their line: %s', (_, statement) => {
    expect(eraseTypes(`one();\n${statement}\ntwo();\n`)).toBe('one();\ntwo();\n');
    expect(eraseTypes(`one();\r\n${statement}\r\ntwo();\r\n`)).toBe('one();\r\ntwo();\r\n');
    expect(eraseTypes(`one();\n${statement}`)).toBe('one();\n');
    expect(eraseTypes(`${statement}\ntwo();\n`)).toBe('two();\n');
    expect(eraseTypes(`  ${statement}  \ntwo();\n`)).toBe('two();\n');
  });

  it('leave what shares their line', () => {
    expect(eraseTypes('one(); interface A {}\ntwo();\n')).toBe('one(); \ntwo();\n');
    expect(eraseTypes('interface A {} one();\ntwo();\n')).toBe(' one();\ntwo();\n');
  });

  it.each([
    ['of one line', '// About A.\n'],
    ['of several lines', '/**\n * About A.\n * More.\n */\n'],
    ['two of them', '// About A.\n// More.\n'],
    ['moved in', '  // About A.\n'],
    ['before it on its line', '/* About A. */ '],
  ])('take the comment above with them: %s', (_, comment) => {
    expect(eraseTypes(`one();\n${comment}type A = string;\ntwo();\n`)).toBe('one();\ntwo();\n');
    const windows = `one();\n${comment}type A = string;\ntwo();\n`.replaceAll('\n', '\r\n');
    expect(eraseTypes(windows)).toBe('one();\r\ntwo();\r\n');
  });

  it.each([
    ['a blank line away', 'one();\n// About all.\n\ntype A = string;\ntwo();\n', 'one();\n// About all.\n\ntwo();\n'],
    ['behind another statement', 'one(); // About one.\ntype A = string;\ntwo();\n', 'one(); // About one.\ntwo();\n'],
    ['above another statement', '// About one.\none();\ntype A = string;\ntwo();\n', '// About one.\none();\ntwo();\n'],
    ['below it', 'one();\ntype A = string;\n// About two.\ntwo();\n', 'one();\n// About two.\ntwo();\n'],
    ['behind it', 'one();\ntype A = string; // About A.\ntwo();\n', 'one();\n // About A.\ntwo();\n'],
    ['a statement away', '// About one.\none(); type A = string;\ntwo();\n', '// About one.\none(); \ntwo();\n'],
  ])('leave a comment that is %s', (_, before, after) => {
    expect(eraseTypes(before)).toBe(after);
  }); // prettier-ignore
});

describe('statements that are more', () => {
  it.each([
    "import 'a';",
    "import {} from 'a';",
    "import a from 'a';",
    "import * as a from 'a';",
    "import { a, b as c } from 'a';",
    "export * from 'a';",
    "export { a, b as c } from 'a';",
    'export {};',
    'export default a;',
    'const a = 1, { b } = c;',
    'export const a = 1;',
    'export function a() { return this; }',
    'export class A extends B { static c = 1; d; #e = 2; f() {} get g() { return 1; } }',
    'a ? b : c;',
    'a?.b?.(c);',
    'const f = (a = 1, { b }, ...c) => (a, b);',
    'function f(self, a) { return !self; }',
    'if (!(a) === b) c();',
    'f(readonly, override, `${a}`);',
  ])('stay as they are: %s', (text) => {
    expect(eraseTypes(`${text}\n`)).toBe(`${text}\n`);
  });

  it.each([
    ["import { type A, b } from 'a';", "import { b } from 'a';"],
    ["import {type A,b} from 'a';", "import {b} from 'a';"],
    ["import { a, type B } from 'a';", "import { a } from 'a';"],
    ["import { a, type B, c } from 'a';", "import { a, c } from 'a';"],
    ["import { a,type B,c } from 'a';", "import { a,c } from 'a';"],
    ["import {\n  type A,\n  b,\n} from 'a';", "import {\n    b,\n} from 'a';"],
    ["import a, { b, type C } from 'a';", "import a, { b } from 'a';"],
    ["import a, { type B } from 'a';", "import a from 'a';"],
    ["import a, { type B, type C, } from 'a';", "import a from 'a';"],
    ["export { type A, b } from 'a';", "export { b } from 'a';"],
    ['export { a, type B };', 'export { a };'],
    ['export { a, type B, c };', 'export { a, c };'],
  ])('lose the names that are types: %s', (before, after) => {
    expect(eraseTypes(`${before}\n`)).toBe(`${after}\n`);
  });
});

describe('types in code', () => {
  it.each([
    ['a variable', 'const a: string = b;', 'const a = b;'],
    ['a variable that is set later', 'let a!: string;', 'let a;'],
    ['a pattern', 'const { a }: A = b;', 'const { a } = b;'],
    ['a parameter', 'function f(a: string, b: B[]): void {}', 'function f(a, b) {}'],
    ['an optional parameter', 'function f(a?: string, b?: string) {}', 'function f(a, b) {}'],
    ['an optional parameter without a type', 'const f = (a?) => a;', 'const f = (a) => a;'],
    ['a predicate', 'const f = (a: A): a is B => true;', 'const f = (a) => true;'],
    ['parameters of types', 'function f<T extends A>(a: T): T { return a; }', 'function f(a) { return a; }'],
    ['arguments of types', 'new Map<string, number>(f<A>());', 'new Map(f());'],
    ['a cast', 'const a = b as unknown as B;', 'const a = b;'],
    ['a constant', "const a = ['b'] as const;", "const a = ['b'];"],
    ['a check', 'const a = { b: 1 } satisfies A;', 'const a = { b: 1 };'],
    ['what is not null', 'a!.b![0]!.c!();', 'a.b[0].c();'],
    ['a cast in parentheses', '(a as A).b();', '(a).b();'],
    ['a cast of parentheses', 'const a = (await b()) as A;', 'const a = (await b());'],
    ['a check of parentheses', 'const a = (b ?? c) satisfies A;', 'const a = (b ?? c);'],
    ['a cast of parentheses in parentheses', '((a)) as A;', '((a));'],
    ['a word that a mark keeps apart', 'a!in b;', 'a in b;'],
    ['parentheses with spaces', 'const a = ( b ) as A;', 'const a = ( b );'],
    ['parentheses that are not null', '(a ?? b)!.c();', '(a ?? b).c();'],
    ['a cast of an argument', 'f(a as A, b as B);', 'f(a, b);'],
    ['an argument that is not null', 'f(a!);', 'f(a);'],
    ['casts in a cast', 'const a = f(b as B) as A;', 'const a = f(b);'],
    ['types in a cast', 'const a = ((b: B) => b) as A;', 'const a = ((b) => b);'],
    ['types in a check', 'const a = { b: (c: C): D => c } satisfies A;', 'const a = { b: (c) => c };'],
    ['types in what is not null', 'f<A>((b: B) => b)!.c();', 'f((b) => b).c();'],
  ])('go: %s', (_, before, after) => {
    expect(eraseTypes(`${before}\n`)).toBe(`${after}\n`);
  });

  it.each([
    ['alone', 'function f(this: A) { return this; }', 'function f() { return this; }'],
    ['first', 'function f(this: A, b: B): C { return this; }', 'function f(b) { return this; }'],
    ['alone in an expression', 'const f = function (this: A): B {};', 'const f = function () {};'],
    ['first in an expression', 'const f = function (this: A, b?: B) {};', 'const f = function (b) {};'],
    ['behind another call', 'g(); function f(this: A) { g(); }', 'g(); function f() { g(); }'],
  ])('a parameter `this` goes: %s', (_, before, after) => {
    expect(eraseTypes(`${before}\n`)).toBe(`${after}\n`);
  });

  it('in parameters of arrows and other names stay out of it', () => {
    expect(eraseTypes('const f = (self: A) => self;\n')).toBe('const f = (self) => self;\n');
    expect(eraseTypes('function f({ a }: A, b: B) {}\n')).toBe('function f({ a }, b) {}\n');
  });
});

describe('types of classes', () => {
  it.each([
    ['an interface', 'class A implements B {}', 'class A {}'],
    ['several interfaces', 'class A implements B, C<D> {}', 'class A {}'],
    ['a base with an interface', 'class A extends B<C> implements D {}', 'class A extends B {}'],
    ['an interface of an expression', 'const a = class implements B {};', 'const a = class {};'],
    ['abstract', 'abstract class A {}', 'class A {}'],
    ['abstract and exported', 'export abstract class A extends B {}', 'export class A extends B {}'],
    ['abstract behind another class', 'class A {}\nabstract class B {}', 'class A {}\nclass B {}'],
    ['types of its own', 'class A<T> { a: T }', 'class A { a }'],
  ])('go from the head: %s', (_, before, after) => {
    expect(eraseTypes(`${before}\n`)).toBe(`${after}\n`);
  });

  it.each([
    ['private', 'private a = 1;', 'a = 1;'],
    ['protected', 'protected a = 1;', 'a = 1;'],
    ['public', 'public a = 1;', 'a = 1;'],
    ['readonly', 'readonly a = 1;', 'a = 1;'],
    ['several', 'private static readonly a: string = b;', 'static a = b;'],
    ['override', 'override a() {}', 'a() {}'],
    ['a method', 'protected async a(b: B): Promise<C> {}', 'async a(b) {}'],
    ['a constructor', 'private constructor(a: A) {}', 'constructor(a) {}'],
    ['optional', 'a?: string;', 'a;'],
    ['set later', 'a!: string;', 'a;'],
    ['private by name', 'readonly #a: string = b;', '#a = b;'],
    ['a value with those words', "a = 'private b'; readonly = 1;", "a = 'private b'; readonly = 1;"],
    ['types in a value', 'private a = (b: B) => b as C;', 'a = (b) => b;'],
  ])('go from a member: %s', (_, before, after) => {
    expect(eraseTypes(`class A {\n  ${before}\n}\n`)).toBe(`class A {\n  ${after}\n}\n`);
  });

  it.each(['declare a: string;', '[key: string]: unknown;'])('take a whole member: %s', (member) => {
    expect(eraseTypes(`class A {\n  a = 1;\n  ${member}\n  b = 1;\n}\n`)).toBe(
      'class A {\n  a = 1;\n  b = 1;\n}\n',
    );
  });
});

describe('what is left', () => {
  it('has no blank line first, and none doubled', () => {
    expect(eraseTypes("import type { A } from 'a';\n\none();\n\ntype B = A;\n\ntwo();\n")).toBe(
      'one();\n\ntwo();\n',
    );
    expect(eraseTypes('one();\n\n\n\n\ntwo();\n')).toBe('one();\n\ntwo();\n');
    expect(eraseTypes('\n \n  one();\n')).toBe('  one();\n');
  });

  it.each([
    ['enum A { B }', 'TSEnumDeclaration'],
    ['namespace A { export const b = 1; }', 'TSModuleDeclaration'],
    ['class A { constructor(private a: string) {} }', 'TSParameterProperty'],
    ["import a = require('a');", 'TSImportEqualsDeclaration'],
    ['export = a;', 'TSExportAssignment'],
    ['export import a = b.c;', 'TSImportEqualsDeclaration'],
    ['export as namespace a;', 'TSNamespaceExportDeclaration'],
    ['const enum A { B }', 'TSEnumDeclaration'],
    ['namespace A { type B = string }', 'TSModuleDeclaration'],
    ['const a = <A>b;', 'TSTypeAssertion'],
    ['const a = (<A>b) as C;', 'TSTypeAssertion'],
  ])('is refused where syntax is more than a type: %s', (text, type) => {
    expect(() => eraseTypes(text)).toThrow(`A template uses ${type}, which is more than a type.`);
  });

  it('is refused where it is no JavaScript', () => {
    expect(() => eraseTypes('1!.toFixed();')).toThrow(/^A template is no JavaScript without types: \w/);
  });

  it('is refused where a template does not parse', () => {
    expect(() => eraseTypes('const = 1;')).toThrow(/^A template does not parse: \w/);
  });
});
