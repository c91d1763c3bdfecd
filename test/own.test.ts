import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bareTable, ownOf, textsOf } from '../src/own.js';
import { parseManifest } from '../src/repo/parse-manifest.js';
import { detectRepo } from '../src/repo/detect.js';
import { readPackageFile } from '../src/repo/package-file.js';
import { merge } from '../src/verify/subjects/kustomize-patch.js';

const names = Object.getOwnPropertyNames(Object.prototype);

describe.each(names)('a stranger who says %s', (name) => {
  it('finds nothing that every object has', () => {
    expect(ownOf({}, name)).toBeUndefined();
    expect(textsOf({})[name]).toBeUndefined();
    expect(bareTable<string>()[name]).toBeUndefined();
    // What a plain look-up finds.
    expect(({} as Record<string, unknown>)[name]).toBeDefined();
  });

  it('finds what was written', () => {
    const written = JSON.parse(`{${JSON.stringify(name)}: "x"}`) as Record<string, string>;
    expect(ownOf(written, name)).toBe('x');
    expect(textsOf(written)[name]).toBe('x');
    expect(
      Object.entries(readPackageFile(JSON.stringify({ dependencies: written }))?.declared ?? {}),
    ).toEqual([[name, 'x']]);
    expect(Object.entries(merge({}, written) as object)).toEqual([[name, 'x']]);
  });
});

const root = mkdtempSync(join(tmpdir(), 'rampart-own-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('an app that calls what every object has', () => {
  it.each([
    ['express', "const app = require('express')();\n", '5.1.0'],
    ['fastify', "const app = require('fastify')();\n", '5.9.0'],
    ['hono', "const { Hono } = require('hono');\nconst app = new Hono();\n", '4.10.0'],
    ['@nestjs/core', "const app = await require('@nestjs/core').NestFactory.create(M);\n", '11.0.0'],
  ])('is understood: %s', (framework, create, version) => {
    const folder = join(root, framework);
    const calls = names.map((name) => `app.${name}(a, b, c);\nx.${name}();\napp.use(${name});\n`).join('');
    const files = {
      'package.json': JSON.stringify({ dependencies: { [framework]: version } }),
      'server.mjs': `import { toString, constructor } from './other.mjs';\n${create}${calls}app.listen(3000);\n`,
      'other.mjs': 'export const toString = 1;\nexport { toString as constructor };\n',
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    expect(detectRepo(folder).framework.kind).toBe('known');
  });
});

describe('a manifest of another shape', () => {
  it.each(['null', '[]', '{}', '7', '"x"', '{', '{"rampart":"0.1.0","answers":{"pieces":[7]},"files":{}}'])(
    'is told: %s',
    (text) => {
      expect(() => parseManifest(text)).toThrow(/Expected a file that rampart wrote in rampart.json/);
    },
  );
});
