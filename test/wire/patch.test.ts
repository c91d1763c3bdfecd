import { describe, expect, it } from 'vitest';
import { codeFrame } from '../../src/wire/frame.js';
import { isRefusal, printRefusal, type Refusal } from '../../src/wire/refusal.js';
import { meansRoot } from '../../src/wire/root-calls.js';
import { joined } from './joined.js';

const esm = { type: 'module' } as const;

function refusal(framework: string, code: string): Refusal {
  const done = joined(framework, { 'app.js': code }, esm);
  if (!isRefusal(done)) throw new Error(`was not refused: ${JSON.stringify(done)}`);
  return done as Refusal;
}
/** The lines that a suggested patch adds, but for the import. */
const linesOf = (framework: string, code: string): readonly string[] =>
  refusal(framework, code)
    .patch.split('\n')
    .filter((line) => /^\+(?!\+)/.test(line) && !line.includes('security/index'));

const express = "import express from 'express';\n";

describe('the patch for a chain', () => {
  it.each([
    [
      'with a name',
      'const app = express()\n  .use(f)\n  .get(g);\napp.listen(1);\n',
      ['+const app = express();', '+secureApp(app);', '+app', '+secureErrors(app);', '+secureServer(app.listen(1));'],
    ],
    [
      'that is exported',
      'export const app = express().use(f);\napp.listen(1);\n',
      ['+export const app = express();', '+secureApp(app);', '+app.use(f);', '+secureErrors(app);', '+secureServer(app.listen(1));'],
    ],
    [
      'that listens',
      'const server = express().use(f).listen(1);\n',
      ['+const app = express();', '+secureApp(app);', '+app.use(f);', '+secureErrors(app);', '+const server = secureServer(app.listen(1));'],
    ],
    [
      'of nothing but listening',
      'express().listen(1);\n',
      ['+const app = express();', '+secureApp(app);', '+secureErrors(app);', '+secureServer(app.listen(1));'],
    ],
    [
      'inside a function',
      'export function start() {\n  return express().use(f).listen(1);\n}\n',
      ['+  const app = express();', '+  secureApp(app);', '+  app.use(f);', '+  secureErrors(app);', '+  return secureServer(app.listen(1));'],
    ],
  ])('%s', (_, code, lines) => {
    expect(linesOf('express', express + code)).toEqual(lines);
  }); // prettier-ignore

  it('takes only the beginning out where the type is that of the last call', () => {
    const code =
      "import { Hono } from 'hono';\nimport { serve } from '@hono/node-server';\n" +
      "const base = 1;\nconst app = new Hono().get('/', f);\nserve(app);\n";
    expect(linesOf('hono', code)).toEqual([
      '+const baseApp = new Hono();',
      '+secureApp(baseApp);',
      "+const app = baseApp.get('/', f);",
      '+secureServer(serve(app));',
    ]);
  });
});

describe('the patch for a class', () => {
  it('puts ours where the app is made, or first in the constructor, and last behind what it calls', () => {
    const body = '  constructor() {\n    this.routes();\n    this.app.listen(1);\n  }\n';
    expect(linesOf('express', `${express}class A {\n  app = express();\n${body}}\n`)).toEqual([
      '+    secureApp(this.app);',
      '+    secureErrors(this.app);',
      '+    secureServer(this.app.listen(1));',
    ]);
  });
});

describe('a refusal', () => {
  it('says why, where, what to paste, the patch, and what comes next; and leaves out what it has not', () => {
    const whole: Refusal = {
      kind: 'refusal',
      exit: 'manual',
      reason: 'the reason',
      where: 'app.js:1',
      frame: '> 1 | x',
      statements: 'secureApp(app);',
      patch: '--- a/app.js\n',
      next: 'Then again.',
    };
    const text = printRefusal(whole);
    const places = ['the reason', 'app.js:1', '> 1 | x', 'secureApp(app);', '--- a/app.js', 'Then again.'];
    expect(places.map((part) => text.indexOf(part))).toEqual(
      places.map((part) => text.indexOf(part)).toSorted((a, b) => a - b),
    );
    expect(text.startsWith('Not changed: the reason')).toBe(true);
    const bare = printRefusal({ ...whole, where: '', frame: '', statements: '', patch: '' });
    expect(bare).toContain('Then again.');
    expect(bare).not.toMatch(/Paste|patch|app\.js/);
  });

  it('shows the lines around the place, as many as there are', () => {
    const text = 'one\r\ntwo\n\nfour\nfive\nsix\nseven\neight\nnine\nten';
    expect(codeFrame(text, 1)).toBe('> 1 | one\n  2 | two\n  3 |');
    expect(codeFrame(text, 9)).toBe('   7 | seven\n   8 | eight\n>  9 | nine\n  10 | ten');
  });
});

describe('a module name', () => {
  const root = {
    stem: 'src/security/index',
    aliases: [{ prefix: '@/', targets: ['lib/', 'src/'] }],
  } as unknown as Parameters<typeof meansRoot>[2];

  it.each([
    ['./security/index.js', true],
    ['./security/index.ts', true],
    ['./security', true],
    ['./security/', true],
    ['../src/security', true],
    ['@/security/index', true],
    ['@/security', true],
    ['./security/index.json', false],
    ['./secure', false],
    ['../security', false],
    ['security', false],
    ['@/mine', false],
  ])('%s means our root: %s', (module, expected) => {
    expect(meansRoot('src/app.ts', module, root)).toBe(expected);
  });
});
