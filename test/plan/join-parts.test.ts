import { describe, expect, it } from 'vitest';
import { joinParts } from '../../src/plan/join/join-parts.js';

const join = (files: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(joinParts(new Map(Object.entries(files))));

/** The main of a group of three. */
const joined = (main: string, a: string, b = ''): string =>
  join({ 'src/m.ts': main, 'src/m+a.ts': a, ...(b !== '' && { 'src/m+b.ts': b }) })['src/m.ts'] ?? '';

const refusal = (files: Readonly<Record<string, string>>): string => {
  try {
    join(files);
  } catch (error) {
    return (error as Error).message;
  }
  return 'none';
};

const main = `// What the house says.

import { createServer, type Server } from 'node:http';
import express, { type Express } from 'express';
import { limits, type Limits } from './m+a.js';
import type { Logger } from './logger.js';

export { limits } from './m+a.js';
export type { Limits } from './m+a.js';

/** Starts it. */
export function start(app: Express, logger: Logger, own: Limits = limits): Server {
  logger.info(own); // said once
  return createServer(express(), app);
}
`;
const a = `import { timers } from './timers.js';
import { type Unit, scale } from './m+b.js';
import { type Logger, noLogger } from './logger.js';

/** Milliseconds. */
export interface Limits {
  readonly unit: Unit;
}

// One for all.
export const limits: Limits = { unit: scale('s', timers) };

/** Says nothing. */
export const quiet: Logger = noLogger;
`;
const b = `import type { Timers } from './timers.js';
import * as z from 'zod';

export type Unit = 's' | 'ms';

/** In its unit. */
export function scale(unit: Unit, timers: Timers): Unit {
  return z.enum(['s', 'ms']).parse(timers.in(unit));
}
`;

describe('a main and its parts', () => {
  it('are one module: a block of imports, then each body with its comments', () => {
    expect(joined(main, a, b)).toBe(`// What the house says.

import { type Server, createServer } from 'node:http';
import express, { type Express } from 'express';
import * as z from 'zod';
import { type Logger, noLogger } from './logger.js';
import { type Timers, timers } from './timers.js';

/** Starts it. */
export function start(app: Express, logger: Logger, own: Limits = limits): Server {
  logger.info(own); // said once
  return createServer(express(), app);
}

/** Milliseconds. */
export interface Limits {
  readonly unit: Unit;
}

// One for all.
export const limits: Limits = { unit: scale('s', timers) };

/** Says nothing. */
const quiet: Logger = noLogger;

type Unit = 's' | 'ms';

/** In its unit. */
function scale(unit: Unit, timers: Timers): Unit {
  return z.enum(['s', 'ms']).parse(timers.in(unit));
}
`);
  });

  it('leave every other file as it is, and no part behind', () => {
    const other = "import { limits } from './m.js';\nexport const x = limits;\n";
    const files = {
      'src/other.ts': other,
      'src/m.ts': main,
      'src/m+a.ts': a,
      'src/m+b.ts': b,
      'c+d.yaml': 'x',
    };
    const found = join(files);
    expect(Object.keys(found)).toEqual(['src/other.ts', 'src/m.ts', 'c+d.yaml']);
    expect(found['src/other.ts']).toBe(other);
    expect(join({ 'src/other.ts': other, 'a.md': 'x' })).toEqual({ 'src/other.ts': other, 'a.md': 'x' });
  });

  it.each([
    [
      'export function f(): void;\nexport function f(): void {}',
      'function f(): void;\nfunction f(): void {}',
    ],
    ['export async function f() {}', 'async function f() {}'],
    ['export abstract class f {}', 'abstract class f {}'],
    ['@Injectable()\nexport class f {}', '@Injectable()\nclass f {}'],
    ['export declare const f: string;', 'declare const f: string;'],
    ['export enum f {}', 'enum f {}'],
    ['export let f = 1;', 'let f = 1;'],
    ['const f = 1;\nexport { f };', 'const f = 1;'],
    ['const f = 1;\n\nexport { f };\n\nf();', 'const f = 1;\n\nf();'],
    [
      'export const f = 1;\ndeclare module "web" { interface f {} }',
      'const f = 1;\ndeclare module "web" { interface f {} }',
    ],
  ])('keep no export that is not handed on: %s', (part, body) => {
    expect(joined("import { f } from './m+a.js';\n\n() => f;\n", part)).toBe(`() => f;\n\n${body}\n`);
    const handed = joined("export { f } from './m+a.js';\n", part);
    expect(handed).toBe(`${part}\n`);
  });

  it('are handed on only where they are there: a piece that was not chosen has brought none', () => {
    const both =
      "export { f } from './m+a.js';\nexport { g, type G } from './m+b.js';\n\nexport const m = 1;\n";
    const part = 'export const f = 1;\n';
    expect(joined(both, part)).toBe('export const m = 1;\n\nexport const f = 1;\n');
    expect(join({ 'src/m.ts': both })['src/m.ts']).toBe('export const m = 1;\n');
  });

  it('export of a list what is handed on', () => {
    const part = 'const c = 1;\nconst d = 2;\nexport { c, d };\n';
    expect(joined("export { d } from './m+a.js';\n", part)).toBe(
      'const c = 1;\nconst d = 2;\nexport { d };\n',
    );
    const types = 'interface C {}\ninterface D {}\nexport type { C, D };\n';
    expect(joined("export type { C } from './m+a.js';\n", types)).toBe(
      'interface C {}\ninterface D {}\nexport type { C };\n',
    );
  });

  it('take the same name from the same module once, as a value if one needs it', () => {
    const sleep = "import { setTimeout as sleep } from 'node:timers/promises';\n";
    const main = `${sleep}import type { X } from 'x';\nimport { f } from './m+a.js';\n`;
    const part = `${sleep}import { X } from 'x';\nexport const f = 1;\n`;
    expect(joined(main, part)).toBe(`${sleep}import { X } from 'x';\n\nconst f = 1;\n`);
  });

  it('come in the order in which they are imported, those of the main first', () => {
    const files = {
      'm.ts':
        "import { y } from './m+y.js';\nimport { x } from './m+x.js';\n\nexport const m = () => [x, y];\n",
      'm+x.ts': 'export const x = 1;\n',
      'm+y.ts': "import { z } from './m+z.js';\n\nexport const y = () => z;\n",
      'm+z.ts': 'export const z = 1;\n',
    };
    expect(join(files)).toEqual({
      'm.ts': 'export const m = () => [x, y];\n\nconst y = () => z;\n\nconst x = 1;\n\nconst z = 1;\n',
    });
  });

  it('may use each other both ways', () => {
    expect(
      joined(
        "import { f } from './m+a.js';\n\nexport const m = () => f;\n",
        "import { m } from './m.js';\n\nexport const f = () => m;\n",
      ),
    ).toBe('export const m = () => f;\n\nconst f = () => m;\n');
  });

  it('keep a default export of the main, and what it exports from elsewhere', () => {
    const text =
      "import { f } from './m+a.js';\n\nexport { g } from 'g';\nexport * from 'h';\nexport default f;\n";
    expect(joined(text, 'export function f() {}\n')).toBe(
      "export { g } from 'g';\nexport * from 'h';\nexport default f;\n\nfunction f() {}\n",
    );
  });

  it('are joined in tests too, and whatever their name', () => {
    expect(
      join({
        'test/a.b.ts': "import { x } from './a.b+c.d.js';\n\nx();\n",
        'test/a.b+c.d.ts': 'export function x() {}\n',
      }),
    ).toEqual({ 'test/a.b.ts': 'x();\n\nfunction x() {}\n' });
  });
});

describe('parts of a test', () => {
  const one = "import { it } from 'vitest';\nimport { a } from '../src/a.js';\n\nit('does a', a);\n";
  const two = "import { expect, it } from 'vitest';\n\nit('does b', () => expect(1));\n";

  it('stand beside each other by name, as many as there are', () => {
    const imports = "import { expect, it } from 'vitest';\nimport { a } from '../src/a.js';\n\n";
    const files = { 'test/m+b.test.ts': two, 'test/m+a.test.ts': one };
    expect(join(files)).toEqual({
      'test/m.test.ts': `${imports}it('does a', a);\n\nit('does b', () => expect(1));\n`,
    });
    expect(join({ 'test/m+b.test.ts': two })).toEqual({ 'test/m.test.ts': two });
  });

  it('stand behind the main, if there is one', () => {
    const files = { 'test/m+a.test.ts': one, 'test/m.test.ts': `// All.\n\n${two}` };
    expect(join(files)['test/m.test.ts']).toMatch(/^\/\/ All\.\n\nimport [^]*'does b'[^]*'does a'/);
  });

  it('have no name twice', () => {
    expect(refusal({ 'test/m+a.test.ts': 'const x = 1;\n', 'test/m+b.test.ts': 'const x = 2;\n' })).toContain(
      'two meanings of x',
    );
  });
});

describe('a constant stands before what reads it while the module loads', () => {
  const part = 'export const most = 5;\n\nexport const least = () => most;\n';
  it.each([
    ['at the top', 'export const all = { most };', true],
    ['in a call', 'export const all = most.toFixed();', true],
    ['in a function that is called at once', 'export const all = [1].map((x) => x + most);', true],
    ['by a function of its own', 'const own = () => most;\nexport const all = own();', true],
    ['by a function of the part', 'export const all = least();', true],
    [
      'by a function that a method may call',
      'const own = () => most;\nexport const all = [1].map(own);',
      true,
    ],
    ['by a constructor', 'export const all = new Map([1].map((x) => [x, least()]));', true],
    ['in a static property', 'export class All { static readonly most = most; }', true],
    ['as a base', 'export class All extends most {}', true],
    ['in a function', 'export const all = () => most;', false],
    ['in a function that is given away', 'export const all = plugin(() => most);', false],
    [
      'by one that is given away',
      'function own() {\n  return least();\n}\nexport const all = plugin(own);',
      false,
    ],
    ['in a method', 'export class All { one() { return most; } readonly two = most; }', false],
    ['in a list of exports', 'const own = 1;\nexport { own, most };', false],
    ['in a type', 'export type All = typeof most;\nexport const x: typeof most = 5;', false],
  ])('%s', (_, body, first) => {
    const text = joined(`import { most, least } from './m+a.js';\n\n${body}\n`, part);
    const own = part.replaceAll('export ', '').trim();
    expect(text).toBe(first ? `${own}\n\n${body}\n` : `${body}\n\n${own}\n`);
  });

  it('reaches over parts', () => {
    const text = joined(
      "import { f } from './m+a.js';\n\nexport const m = f();\n",
      "import { table } from './m+b.js';\n\nexport function f() {\n  return table;\n}\n",
      'export const table = [1];\n',
    );
    expect(text).toBe('const table = [1];\n\nexport const m = f();\n\nfunction f() {\n  return table;\n}\n');
  });
});

describe('refuses', () => {
  const used = {
    'm.ts': "import { f } from './m+a.js';\n\nexport const m = () => f;\n",
    'm+a.ts': 'export const f = 1;\n',
  };
  const withMain = (text: string) => refusal({ ...used, 'm.ts': text });
  const withPart = (text: string) => refusal({ ...used, 'm+a.ts': text });

  it('nothing that fits', () => {
    expect(refusal(used)).toBe('none');
  });

  it('a part without its main, and a part that none imports', () => {
    expect(refusal({ 'src/m+a.ts': '' })).toBe('The parts of src/m.ts do not join: src/m+a.ts without it.');
    expect(refusal({ ...used, 'm+b.ts': '' })).toContain('m+b.ts, which none of them imports');
    expect(
      refusal({ ...used, 'm.ts': "import { f } from './m+a.js';\nimport { g } from './m+b.js';\n" }),
    ).toContain('m.ts, which imports m+b.ts, and no such part');
  });

  it.each([
    "import { f } from '../m+a.js';",
    "import type { f } from '../m+a.js';",
    "export { f } from '../m+a.js';",
    "export * from '../m+a.js';",
    "const f = await import('../m+a.js');",
    "type F = import('../m+a.js').F;",
    "import f = require('../m+a.js');",
    "declare module '../m+a.js' {}",
  ])('a part that another file names: %s', (text) => {
    expect(refusal({ ...used, 'other/x.ts': `${text}\n` })).toContain(
      'other/x.ts, which imports m+a.ts from outside',
    );
  });

  it.each([
    ["import { f as g } from './m+a.js';", 'f of its group as g'],
    ["import * as g from './m+a.js';", '* of its group as g'],
    ["import g from './m+a.js';", 'default of its group as g'],
    ["import './m+a.js';", 'an import for its effects'],
    ["import 'effects';\nimport { f } from './m+a.js';", 'an import for its effects'],
    ["import { f } from './m+a.js' with { type: 'x' };", 'an import that has attributes'],
    ["export { f as g } from './m+a.js';", 'the export of f as g'],
    ["export * from './m+a.js';", './m+a.js in a place'],
    ["import { f } from './m+a.js';\nexport const g = import('./m+a.js');", './m+a.js in a place'],
    ["import { f } from './m+a.js';\nexport type G = import('./m+a.js').G;", './m+a.js in a place'],
    ["import { g } from './m+a.js';", 'takes g from m+a.ts: it exports no such name'],
    ["export { g } from './m+a.js';", 'takes g from m+a.ts: it exports no such name'],
    ["import { f from './m+a.js';", 'a mistake of syntax'],
    ["import { f } from './m+a.js'; // why", 'a comment on an import or export that goes: why'],
    ["import a from 'a';\n// why\nimport { f } from './m+a.js';", 'a comment on an import'],
    ["import {\n  f, // why\n} from './m+a.js';", 'a comment on an import'],
    ["import a from 'a';\n\n/** Why. */\nexport { f } from './m+a.js';", 'a comment on an import'],
  ])('in the main: %s', (text, found) => {
    expect(withMain(`${text}\n`)).toContain(found);
  });

  it.each([
    ['export default 1;', 'ExportDefaultDeclaration'],
    ["export * from 'x';", 'ExportAllDeclaration'],
    ["export { f } from 'x';", 'an export from another module'],
    ["export { m } from './m.js';", 'only the main has these'],
    ["import x = require('x');", 'TSImportEqualsDeclaration'],
    ['export = 1;', 'TSExportAssignment'],
    ['const g = 1;\nexport { g as f };', 'the export of g as f'],
    ['const f = 1;\n/** Why. */\nexport { f };', 'a comment on an import or export that goes: * Why.'],
  ])('in a part: %s', (text, found) => {
    expect(withPart(`${text}\n`)).toContain(found);
  });

  it.each([
    ['two declarations', 'const m = 1;\nexport const f = m;', 'two meanings of m: m of m.ts and m of m+a.ts'],
    ['a type of that name', 'interface m {}\nexport const f = 1;', 'two meanings of m'],
    ['an import of that name', "import { m } from 'm';\nexport const f = m;", 'm of m.ts and m of m'],
    ['a name that is not imported', 'export const f = () => m;', 'm+a.ts, which uses m without importing it'],
  ])('%s', (_, text, found) => {
    expect(withPart(`${text}\n`)).toContain(found);
  });

  it.each([
    ["import { x } from 'x';", "import { x } from 'y';", 'two meanings of x: x of x and x of y'],
    ["import { x } from 'x';", "import x from 'x';", 'two meanings of x: x of x and default of x'],
    [
      "import { setTimeout } from 'node:timers/promises';",
      'setTimeout(() => 1, 2);',
      'm+a.ts, which uses setTimeout',
    ],
    [
      'setTimeout(() => 1, 2);',
      "import { setTimeout } from 'node:timers/promises';",
      'm.ts, which uses setTimeout',
    ],
    ["import type { Request } from 'express';", 'export type R = Request;', 'm+a.ts, which uses Request'],
  ])('names that mean two things: %s and %s', (one, two, found) => {
    const files = {
      'm.ts': `import { f } from './m+a.js';\n${one}\n\nexport const m = () => f;\n`,
      'm+a.ts': `${two}\nexport const f = 1;\n`,
    };
    expect(refusal(files)).toContain(found);
  });

  it.each([
    'export const f = ({ m }: { m: number }) => m;',
    'export const f = (x: { m: number }) => x.m + x["m"];',
    'export const f = { m: 1 };',
    'export class f { m() { return this.m; } }',
    'export function f<m>(x: m): m { m: for (;;) break m; return x; }',
    'export type T = { [m in "a"]: m };\nexport const f = (x: { [m: string]: (m: number) => void }) => x;',
    'export const f = () => { try { return 1; } catch (m) { return m; } };',
    'export interface I { m: string; m(): void }\nexport const f = 1;',
    'export enum f { m }',
  ])('no name that means nothing of another: %s', (text) => {
    expect(withPart(`${text}\n`)).toBe('none');
  });
});
