import { describe, expect, it } from 'vitest';
import { serviceLayout, type Layout } from '../../src/define/layout.js';
import { inDialect, landing } from '../../src/plan/dialect.js';

const ts: Layout = { source: 'lib', language: 'ts', modules: 'esm', suffix: '', config: 'config' };
const esm: Layout = { source: '', language: 'js', modules: 'esm', suffix: '.js', config: 'settings' };
const cjs: Layout = { source: 'src', language: 'js', modules: 'cjs', suffix: '', config: 'config' };

describe('a file of ours lands', () => {
  it.each([
    ['src/security/cors.ts', 'lib/security/cors.ts', 'security/cors.js', 'src/security/cors.js'],
    ['src/config.ts', 'lib/config.ts', 'settings.js', 'src/config.js'],
    ['src/security/config.ts', 'lib/security/config.ts', 'security/config.js', 'src/security/config.js'],
    ['src/data.json', 'lib/data.json', 'data.json', 'src/data.json'],
    ['src/a.ts.txt', 'lib/a.ts.txt', 'a.ts.txt', 'src/a.ts.txt'],
    ['test/src/a.ts', 'test/src/a.ts', 'test/src/a.ts', 'test/src/a.ts'],
    ['README.md', 'README.md', 'README.md', 'README.md'],
  ])('by the layout of the repo: %s', (path, inTs, inEsm, inCjs) => {
    expect(landing(path, ts)).toBe(inTs);
    expect(landing(path, esm)).toBe(inEsm);
    expect(landing(path, cjs)).toBe(inCjs);
    expect(landing(path, serviceLayout)).toBe(path);
  });
});

describe('the text of a file of ours', () => {
  const text = [
    "import express from 'express';",
    "import type { A } from './a.js';",
    "import { config } from '../config.js';",
    "import { app } from '../app.js';",
    "export { b } from './b.js';",
    "export const load = (c: string) => [import('./c.js'), import('pino'), import(c), express, config, app];",
    '',
  ].join('\n');
  const told = (path: string, layout: Layout, of = text): string => inDialect({ path, text: of, layout });

  it('keeps its types in TypeScript, and imports as the repo does', () => {
    expect(told('src/security/x.ts', ts)).toBe(
      [
        "import express from 'express';",
        "import type { A } from './a';",
        "import { config } from '../config';",
        "import { app } from '../app';",
        "export { b } from './b';",
        "export const load = (c: string) => [import('./c'), import('pino'), import(c), express, config, app];",
        '',
      ].join('\n'),
    );
    expect(told('src/security/x.ts', { ...ts, suffix: '.ts' })).toContain("import('./c.ts')");
  });

  it('loses its types in JavaScript with modules', () => {
    expect(told('src/security/x.ts', esm)).toBe(
      [
        "import express from 'express';",
        "import { config } from '../settings.js';",
        "import { app } from '../app.js';",
        "export { b } from './b.js';",
        "export const load = (c) => [import('./c.js'), import('pino'), import(c), express, config, app];",
        '',
      ].join('\n'),
    );
  });

  it('requires in CommonJS, and names the ending of what is loaded at run time', () => {
    expect(told('src/security/x.ts', cjs)).toBe(
      [
        "'use strict';",
        '',
        "const express = require('express');",
        "const { config } = require('../config');",
        "const { app } = require('../app');",
        "const { b } = require('./b');",
        "const load = (c) => [import('./c.js'), import('pino'), import(c), express, config, app];",
        '',
        'module.exports = { b, load };',
        '',
      ].join('\n'),
    );
  });

  it('finds a config that moved beside it or below it', () => {
    const moved: Layout = { ...ts, suffix: '.js', config: 'security/config' };
    expect(told('src/security/x.ts', moved, "import '../config.js';\n")).toBe("import './config.js';\n");
    expect(told('src/x.ts', moved, "import './config.js';\n")).toBe("import './security/config.js';\n");
    expect(told('src/config.ts', moved, "import './security/x.js';\n")).toBe("import './x.js';\n");
    expect(told('src/config.ts', moved, "import './x.js';\n")).toBe("import '../x.js';\n");
  });

  it('is left where it is not TypeScript', () => {
    expect(told('src/x.json', cjs, '{ "a": "b" }\n')).toBe('{ "a": "b" }\n');
    expect(told('README.md', cjs, "import './a.js'\n")).toBe("import './a.js'\n");
  });
});
