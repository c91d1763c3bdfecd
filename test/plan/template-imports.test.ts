import { expect, it } from 'vitest';
import { packagesOf } from '../../src/plan/packages-of.js';
import { reachable } from '../../src/plan/reachable.js';
import { templateImports } from '../../src/plan/template-imports.js';

it('names every module that a template loads, and those whose default it takes', () => {
  const text = [
    "import a from 'a';",
    "import b, { c } from 'b';",
    "import { d } from 'd';",
    "import * as e from 'e';",
    "import 'f';",
    "export { g } from 'g';",
    "export * from 'h';",
    'export { a };',
    'export const i = 1;',
    "const j = require('j');",
    "const k = await import('k');",
    "const l = [load('l'), require(k), import(k), { source: 'm' }];",
  ].join('\n');
  expect(templateImports(text)).toEqual([
    { module: 'a', whole: true },
    { module: 'b', whole: true },
    { module: 'd', whole: false },
    { module: 'e', whole: false },
    { module: 'f', whole: false },
    { module: 'g', whole: false },
    { module: 'h', whole: false },
    { module: 'j', whole: false },
    { module: 'k', whole: false },
  ]);
});

it('names packages once and in order, without paths in them, built-ins and files', () => {
  expect(
    packagesOf(['zod/v4', 'node:fs', './a.js', '@a/b/c', 'cors', 'zod/v4', '../b.js', 'zod', '@a/b']),
  ).toEqual(['@a/b', 'cors', 'zod']);
});

it('finds what a file needs, directly or not, and nothing else', () => {
  const rendered = new Map([
    ['src/a.ts', "import './b/c.js';\nimport 'src/e.ts';\n"],
    ['src/b/c.ts', "export * from '../d.js';\nimport '../a.js';\nimport './absent.js';\n"],
    ['src/d.ts', "import './data.json';\n"],
    ['src/data.json', '{}'],
    ['src/e.ts', ''],
  ]);
  expect([...reachable(rendered, ['src/a.ts'])].sort()).toEqual([
    'src/a.ts',
    'src/b/c.ts',
    'src/d.ts',
    'src/data.json',
  ]);
  expect([...reachable(rendered, [])]).toEqual([]);
});
