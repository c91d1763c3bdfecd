import { describe, expect, it } from 'vitest';
import { express } from '../../generators/frameworks/express.js';
import type { Answers } from '../../src/define/answers.js';
import { code, from } from '../../src/define/code.js';
import type { Framework } from '../../src/define/framework.js';
import { serviceLayout, type Layout } from '../../src/define/layout.js';
import { definePiece, type EnvVar, type Piece } from '../../src/define/piece.js';
import type { Brought } from '../../src/plan/brought.js';
import type { Catalogue } from '../../src/plan/catalogue.js';
import { composeRepo } from '../../src/plan/compose-repo.js';
import type { Layers, TemplateEntry } from '../../src/plan/render.js';
import { selectPieces } from '../../src/plan/select.js';

const variable = (name: string): EnvVar => ({
  name,
  schema: code`${from('zod', 'z')}.string()`,
  kind: 'setting',
  comment: `What ${name} is.`,
  fallback: 'none',
  example: { development: '', production: '' },
});
/** A framework whose root only calls what pieces mount; what else it has, a repo has itself. */
const framework: Framework = {
  ...express,
  foundation: [],
  env: [variable('OF_THE_FRAMEWORK')],
  contributes: { gitignore: ['of-the-framework/'], engines: '>=99', assembledFiles: ['GUIDE.md'] },
  root: ({ before, after }) => ({
    text: [...before, ...after].map(({ text }) => text).join('\n'),
    imports: [...before, ...after].flatMap(({ imports }) => imports),
    uses: [],
  }),
};
const piece = (id: string, more: Partial<Piece> = {}): Piece =>
  definePiece({
    id,
    title: id,
    why: id,
    phase: 'headers',
    preset: 'minimal',
    options: {},
    fits: { any: { packages: [] } },
    controls: [],
    ...more,
  });
/** A piece whose statement calls the function `id` of src/security/<id>.ts. */
const mounting = (id: string, more: Partial<Piece> = {}): Piece =>
  piece(id, {
    fits: { any: { packages: [], compose: () => code`${from(`./${id}.js`, id)}(app);` } },
    ...more,
  });
const entries = (texts: Readonly<Record<string, string>>): readonly TemplateEntry[] =>
  Object.entries(texts).map(([path, text]) => ({ path, text }));

interface Asked {
  readonly pieces: readonly Piece[];
  readonly layers?: Layers;
  /** All pieces by default. */
  readonly asked?: readonly string[];
  readonly layout?: Layout;
  readonly root?: 'there' | 'absent';
}
function brought({ pieces, layers = {}, asked, layout = serviceLayout, root = 'absent' }: Asked): Brought {
  const answers: Answers = {
    name: 'small',
    framework: framework.id,
    target: 'none',
    preset: 'minimal',
    pieces: asked ?? pieces.map(({ id }) => id),
    options: {},
    packageManager: 'pnpm',
    node: '24',
  };
  const catalogue: Catalogue = { frameworks: [framework], targets: [], pieces, layers, versions: {} };
  const chosen = selectPieces({ answers, framework, catalogue });
  return composeRepo({ answers, framework, chosen, catalogue, layout, root });
}
const paths = (list: ReadonlyMap<string, unknown>): readonly string[] => [...list.keys()].sort();
const index = 'src/security/index.ts';
const js: Layout = { source: 'lib', language: 'js', modules: 'cjs', suffix: '', config: 'settings' };

describe('the sources that a repo gets', () => {
  const layers: Layers = {
    'pieces/a/any': entries({
      'src/security/a.ts': "import { b } from './b.js';\nexport const a: number = b;\n",
      'src/security/b.ts': 'export const b = 1;\n',
      'src/security/unused.ts': 'export const unused = 1;\n',
      'test/a.test.ts': "import '../src/security/a.js';\n",
      'section.md': '`src/security/unused.ts`\n',
    }),
  };

  it('are those that the root mounts, and what these import', () => {
    const { sources, parts, libraries } = brought({ pieces: [mounting('a')], layers });
    expect(Object.fromEntries(sources)).toEqual({
      [index]: "import { a } from './a.js';\n\na(app);\n",
      'src/security/a.ts': "import { b } from './b.js';\nexport const a: number = b;\n",
      'src/security/b.ts': 'export const b = 1;\n',
    });
    expect(parts).toEqual(['before']);
    expect(libraries).toEqual([]);
  });

  it('are in the place and the dialect of the repo', () => {
    const { sources } = brought({ pieces: [mounting('a')], layers, layout: js });
    expect(paths(sources)).toEqual(['lib/security/a.js', 'lib/security/b.js', 'lib/security/index.js']);
    expect(sources.get('lib/security/a.js')).toBe(
      "'use strict';\n\nconst { b } = require('./b');\nconst a = b;\n\nmodule.exports = { a };\n",
    );
  });

  it('are joined of their parts first: nothing after sees a part', () => {
    const apart = {
      'pieces/a/express': entries({
        'src/security/a.ts':
          "import { Router } from 'express';\nimport { b, type B } from './a+b.js';\n\n" +
          'export const a: B = b(Router());\n',
      }),
      'pieces/a/any': entries({
        'src/security/a+b.ts':
          "import type { Router } from 'express';\nimport { c } from './c.js';\n\nexport type B = string;\n\n" +
          '/** Joins. */\nexport const b = (one: Router): B => c(one);\n',
        'src/security/c.ts': 'export const c = (one: unknown): string => String(one);\n',
      }),
    };
    const { sources, packages } = brought({ pieces: [mounting('a')], layers: apart, layout: js });
    expect(packages).toEqual(['express']);
    expect(paths(sources)).toEqual(['lib/security/a.js', 'lib/security/c.js', 'lib/security/index.js']);
    expect(sources.get('lib/security/a.js')).toBe(
      "'use strict';\n\nconst { Router } = require('express');\nconst { c } = require('./c');\n\n" +
        '/** Joins. */\nconst b = (one) => c(one);\n\nconst a = b(Router());\n\nmodule.exports = { a };\n',
    );
    const library = brought({ pieces: [piece('a')], layers: apart });
    expect(library.libraries).toEqual([{ piece: 'a', paths: ['src/security/c.ts', 'src/security/a.ts'] }]);
    expect(paths(library.sources)).toEqual(['src/security/a.ts', 'src/security/c.ts']);
  });

  it('cannot have a part in the root', () => {
    const part = piece('a', {
      fits: { any: { packages: [], compose: () => code`${from('./a+b.js', 'b')}(app);` } },
    });
    const apart = {
      'pieces/a/any': entries({
        'src/security/a.ts': "export { b } from './a+b.js';\n",
        'src/security/a+b.ts': 'export function b() {}\n',
      }),
    };
    expect(() => brought({ pieces: [part], layers: apart })).toThrow(
      'src/security/index.ts, which imports src/security/a+b.ts from outside.',
    );
  });

  it('are those of a piece that nothing mounts, which is a library then', () => {
    const { sources, libraries, parts } = brought({ pieces: [piece('a')], layers, layout: js });
    expect(paths(sources)).toEqual(['lib/security/a.js', 'lib/security/b.js', 'lib/security/unused.js']);
    expect(parts).toEqual([]);
    expect(libraries).toEqual([
      { piece: 'a', paths: ['lib/security/a.js', 'lib/security/b.js', 'lib/security/unused.js'] },
    ]);
  });

  it('of several libraries are named each with its own', () => {
    const more = { ...layers, 'pieces/c/any': entries({ 'src/security/c.ts': 'export const c = 1;\n' }) };
    expect(brought({ pieces: [piece('a'), piece('c')], layers: more }).libraries).toEqual([
      { piece: 'a', paths: ['src/security/a.ts', 'src/security/b.ts', 'src/security/unused.ts'] },
      { piece: 'c', paths: ['src/security/c.ts'] },
    ]);
  });

  it('of a library do not count as uncalled where the root reaches them', () => {
    const more = {
      ...layers,
      'pieces/c/any': entries({ 'src/security/c.ts': "import { a } from './a.js';\nexport const c = a;\n" }),
    };
    const { libraries } = brought({ pieces: [piece('a'), mounting('c')], layers: more });
    expect(libraries).toEqual([{ piece: 'a', paths: ['src/security/unused.ts'] }]);
  });

  it('of a library that was not asked for are only those that are needed', () => {
    const more = {
      ...layers,
      'pieces/c/any': entries({ 'src/security/c.ts': "import { b } from './b.js';\nexport const c = b;\n" }),
    };
    const pieces = [piece('a'), mounting('c', { needs: ['a'] })];
    const { libraries, sources } = brought({ pieces, layers: more, asked: ['c'] });
    expect(libraries).toEqual([]);
    expect(paths(sources)).toEqual(['src/security/b.ts', 'src/security/c.ts', index]);
  });

  it('have no root that mounts nothing, unless the repo has a root', () => {
    expect(paths(brought({ pieces: [piece('a')], layers }).sources)).not.toContain(index);
    expect(brought({ pieces: [piece('a')], layers, root: 'there' }).sources.get(index)).toBe('\n\n');
    expect(brought({ pieces: [piece('a', { phase: 'none' })], root: 'there' }).sources.size).toBe(1);
  });

  it('of a library without files are nothing to name', () => {
    const { libraries } = brought({
      pieces: [piece('a')],
      layers: { 'pieces/a/any': entries({ 'A.md': 'A\n' }) },
    });
    expect(libraries).toEqual([]);
  });

  it('come from the layers of its framework and package manager', () => {
    const text = 'export const x = 1;\n';
    const layer = (name: string): Layers => ({ [`pieces/a/${name}`]: entries({ [`src/${name}.ts`]: text }) });
    const all = {
      ...layer('any'),
      ...layer('express'),
      ...layer('pnpm'),
      ...layer('npm'),
      ...layer('fastify'),
    };
    expect(paths(brought({ pieces: [piece('a')], layers: all }).sources)).toEqual([
      'src/any.ts',
      'src/express.ts',
      'src/pnpm.ts',
    ]);
  });

  it('are made with the data of their piece, and of all pieces', () => {
    const render: TemplateEntry = {
      path: 'src/a.ts',
      render: (data) =>
        `export const all = ${JSON.stringify([data['name'], data['own'], data['pieces']])};\n`,
    };
    const one = piece('a', {
      fits: {
        any: { packages: [], data: (_, { name, packageManager }) => ({ own: `${name} ${packageManager}` }) },
      },
    });
    const { sources } = brought({ pieces: [one, piece('b')], layers: { 'pieces/a/any': [render] } });
    expect(sources.get('src/a.ts')).toBe(
      'export const all = ["small","small pnpm",' +
        '[{"id":"a","title":"a","why":"a"},{"id":"b","title":"b","why":"b"}]];\n',
    );
  });
});

describe('what sources need', () => {
  const layers: Layers = {
    'pieces/a/any': entries({
      'src/security/a.ts':
        "import helmet, { x } from 'helmet';\nimport { z } from 'zod/v4';\nimport pino from 'pino';\n" +
        "import { readFileSync } from 'node:fs';\nexport const a = [helmet, x, z, pino, readFileSync];\n",
      'src/unused.ts': "import cors from 'cors';\nexport const unused = cors;\n",
    }),
  };
  const devPackages = ['@types/helmet', 'vitest', '@types/cors', '@types/helmet'];
  const compose = () => code`${from('./a.js', 'a')}(app);`;

  it('is packages, their types if they are separate, and defaults', () => {
    const { packages, types, defaults } = brought({
      pieces: [piece('a', { fits: { any: { packages: ['unused'], devPackages, compose } } })],
      layers,
    });
    expect(packages).toEqual(['helmet', 'pino', 'zod']);
    expect(types).toEqual(['@types/helmet']);
    expect(defaults).toEqual(['helmet', 'pino']);
  });

  it('is the environment of the pieces, without that of the framework', () => {
    const { env } = brought({
      pieces: [mounting('a', { env: [variable('A')] }), piece('b', { env: [variable('B')] })],
    });
    expect(env.map(({ name }) => name)).toEqual(['A', 'B']);
  });

  it('is the environment at the start only where the root reads it', () => {
    const config = { 'pieces/c/any': entries({ 'src/config.ts': 'export const config = 1;\n' }) };
    const reading = {
      ...config,
      'pieces/a/any': entries({ 'src/security/a.ts': "import '../config.js';\nexport const a = 1;\n" }),
    };
    expect(brought({ pieces: [mounting('a'), piece('c')], layers: reading }).readsEnv).toBe('at start');
    expect(brought({ pieces: [mounting('a'), piece('c')], layers: config }).readsEnv).toBe('when asked');
    expect(brought({ pieces: [piece('a'), piece('c')], layers: reading }).readsEnv).toBe('when asked');
  });

  it('is the Node of the last piece that says one', () => {
    const old = piece('a', { contributes: { engines: '>=20' } });
    const young = piece('b', { contributes: { engines: '>=22' } });
    expect(brought({ pieces: [old, young, piece('c')] }).engines).toEqual({ node: '>=22' });
    expect(brought({ pieces: [young, old] }).engines).toEqual({ node: '>=20' });
    expect(brought({ pieces: [piece('c')] }).engines).toEqual({});
  });
});

describe('other files that a repo gets', () => {
  const layers: Layers = {
    'pieces/a/any': entries({
      'GUIDE.md':
        'See `src/security/a.ts`, `src/config.ts`, `src/absent.ts`, src/security/a.ts and `src/a.js`.\n',
      '.nvmrc': '`src/security/c.ts`\n',
      '.env': 'A=1\n',
      '.env.example': 'A=\n',
      '.env.production.template': 'A=\n',
      '.gitignore': 'a/\n',
      'src/security/a.ts': "import './b.js';\n",
      'src/security/b.ts': '',
      'src/security/c.ts': '',
    }),
  };
  const contributes = {
    secretFiles: ['.env'],
    assembledFiles: ['.env.example', '.env.production.template', '.gitignore'],
  };
  const none = mounting('z');

  it('are documents, with the names that files have there', () => {
    const { documents, sources } = brought({
      pieces: [mounting('x', { contributes }), piece('a')],
      asked: ['x', 'a'],
      layers,
      layout: js,
    });
    expect(Object.fromEntries(documents)).toEqual({
      'GUIDE.md':
        'See `lib/security/a.js`, `lib/settings.js`, `lib/absent.js`, src/security/a.ts and `src/a.js`.\n',
      '.nvmrc': '`src/security/c.ts`\n',
    });
    expect(paths(sources)).toContain('lib/security/c.js');
  });

  it('bring the sources that documents name, and what these import', () => {
    const pieces = [mounting('x', { needs: ['a'] }), piece('a', { contributes })];
    const { sources, libraries } = brought({ pieces, asked: ['x'], layers });
    expect(paths(sources)).toEqual(['src/security/a.ts', 'src/security/b.ts', index]);
    expect(libraries).toEqual([]);
  });

  it('are templates of the environment, which are merged, and no secrets', () => {
    const { templates, documents } = brought({ pieces: [piece('a', { contributes })], layers });
    expect(Object.fromEntries(templates)).toEqual({
      '.env.example': 'A=\n',
      '.env.production.template': 'A=\n',
    });
    expect(paths(documents)).toEqual(['.nvmrc', 'GUIDE.md']);
    expect(paths(brought({ pieces: [piece('a')], layers }).documents)).toEqual([
      '.env', '.env.example', '.env.production.template', '.gitignore', '.nvmrc', 'GUIDE.md',
    ]); // prettier-ignore
  });

  it('are lists of what is ignored: that of git always, that of Docker where there is one', () => {
    const rules = (contributions: Piece['contributes']) =>
      Object.fromEntries(
        brought({ pieces: [none, piece('a', { contributes: { gitignore: ['b', 'a'], ...contributions } })] })
          .rules,
      );
    expect(rules({ dockerignore: ['c', 'd', 'c'] })).toEqual({
      '.gitignore': { rules: ['b', 'a'], need: 'wanted' },
      '.dockerignore': { rules: ['c', 'd'], need: 'offered' },
    });
    expect(rules({ gitignore: ['b', 'a', 'b'], assembledFiles: ['.dockerignore'] })).toEqual({
      '.gitignore': { rules: ['b', 'a'], need: 'wanted' },
      '.dockerignore': { rules: [], need: 'wanted' },
    });
  });
});
