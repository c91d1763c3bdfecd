import { describe, expect, it } from 'vitest';
import {
  carryOut,
  packageJson,
  pathsIn,
  planned,
  put,
  refused,
  smallRepos,
  textIn,
  type Files,
} from './small-repo.js';

const repo = smallRepos();
const app = (lines: readonly string[] = []): string =>
  [
    "const express = require('express');",
    'const app = express();',
    ...lines,
    "app.get('/', (req, res) => res.send('a'));",
    'app.listen(3000);',
    '',
  ].join('\n');
const express = (lines: readonly string[] = [], more: Files = {}): string =>
  repo({ 'package.json': packageJson({ express: '^5.0.0' }), 'app.js': app(lines), ...more });
const fastify = (lines: readonly string[] = []): string =>
  repo({
    'package.json': packageJson({ fastify: '^5.0.0' }),
    'app.js': `${["const app = require('fastify')();", ...lines, 'app.listen({ port: 3000 });'].join('\n')}\n`,
  });

const helmet = "app.use(require('helmet')());";
const morgan = "app.use(require('morgan')('tiny'));";
const handler = 'app.use((err, req, res, next) => res.end());';
const handled =
  'errors: the error handler in app.js:3 stays as it is. ' +
  "Check that it never sends a stack, a path or a library's message.";
const root = 'security/index.js';

describe('a piece for a repo', () => {
  it('comes as files, a call in the app and a manifest, in the order of their paths', () => {
    const plan = planned(express(), ['security-headers']);
    expect(plan.command).toBe('add');
    expect(plan.notes).toEqual([]);
    expect(plan.libraries).toEqual([]);
    expect(plan.changes.map(({ path, kind, owner }) => `${kind} ${owner} ${path}`)).toEqual([
      'create owned .rampart/base.json',
      'update wired app.js',
      'create owned rampart.json',
      'create owned security/headers.js',
      'create owned security/index.js',
    ]);
    expect(textIn(plan, 'app.js')).toContain('const app = express();\nsecureApp(app);\napp.get(');
    expect(textIn(plan, root)).toContain('app.use(securityHeaders);');
  });

  it('that nothing mounts is named, with what it needs', () => {
    const plan = planned(express(), ['input-validation']);
    expect(plan.libraries).toEqual(expect.arrayContaining(['input-validation', 'problem']));
    expect(plan.notes.join('\n')).toContain(
      'input-validation: nothing calls it yet; import it where you need it: ',
    );
    const alone = planned(express(), ['problem']);
    expect(alone.libraries).toEqual(['problem']);
    expect(pathsIn(alone)).toContain('security/problem.js');
    expect(pathsIn(alone)).not.toContain('app.js');
    expect(pathsIn(alone)).not.toContain(root);
  });

  it('has the line endings of the app', () => {
    const windows = planned(express([], { 'app.js': app().replaceAll('\n', '\r\n') }), ['security-headers']);
    const others = planned(express(), ['security-headers']);
    const ours = (path: string): boolean => path.startsWith('security/');
    for (const path of pathsIn(windows).filter(ours))
      expect(textIn(windows, path)).toBe(textIn(others, path).replaceAll('\n', '\r\n'));
    expect(pathsIn(windows)).toEqual(pathsIn(others));
    for (const path of pathsIn(others).filter(ours)) expect(textIn(others, path)).not.toContain('\r');
  });

  it('in a repo without a known framework is refused', () => {
    const koa = repo({ 'package.json': packageJson({ koa: '^3.0.0' }), 'app.js': "require('koa');\n" });
    expect(refused(koa, ['cors'])).toMatchObject({ exit: 'manual' });
  });

  it('is refused where the repo cannot compile it', () => {
    const old = repo({
      'package.json': packageJson({ express: '^5.0.0', typescript: '^4.9.0' }),
      'app.ts': "import express from 'express';\nconst app = express();\napp.listen(3000);\n",
    });
    expect(refused(old, ['cors']).reason).toContain('our files need TypeScript 5 or newer');
  });

  it('is refused where a file of the user has its place', () => {
    expect(refused(express([], { [root]: 'mine\n' }), ['cors'])).toMatchObject({
      exit: 'conflict',
      reason: `these files are yours, or were edited since, and would be overwritten: ${root}`,
    });
  });

  it('is refused where a file to be extended cannot be read', () => {
    const binary = { '.gitignore': Buffer.from([0xff, 0xfe, 0x00]) };
    expect(refused(express([], binary), ['ignore-files'])).toMatchObject({
      exit: 'conflict',
      reason: 'these files are yours, or were edited since, and would be overwritten: .gitignore',
    });
    expect(pathsIn(planned(express([], binary), ['security-headers']))).not.toContain('.gitignore');
  });
});

describe('work that the repo does itself', () => {
  it('is not done twice, and alone leaves nothing to do', () => {
    const plan = planned(express([handler]), ['errors']);
    expect(plan).toMatchObject({ command: 'add', changes: [], notes: [handled] });
    expect(planned(express([handler, helmet]), ['errors', 'security-headers'])).toMatchObject({
      changes: [],
      notes: ['security-headers: helmet is already mounted in app.js:4; no second one is added.', handled],
    });
  });

  it('is spoken of only where it concerns what was asked', () => {
    // errors needs logging, which morgan does; but errors are left to the repo.
    expect(planned(express([handler, morgan]), ['errors']).notes).toEqual([handled]);
    expect(planned(express([morgan]), ['security-headers']).notes).toEqual([]);
    expect(planned(express([morgan]), ['errors']).notes).toContain(
      'logging: morgan is already mounted in app.js:3; no second one is added.',
    );
  });

  it('is left out of what the others need, with all of its statements', () => {
    const plan = planned(express([morgan, handler]), ['monitoring']);
    const text = textIn(plan, root);
    expect(text).toContain('startMonitoring(');
    expect(text).toContain('createLogger(');
    expect(text).not.toMatch(/requestLog|logRawAnswers|handleErrors|notFound/);
    expect(textIn(plan, 'security/problem.js')).not.toMatch(/handleErrors|notFound/);
    expect(textIn(planned(express(), ['monitoring']), root)).toMatch(
      /requestLog\(.*notFound.*handleErrors\(.*logRawAnswers\(/s,
    );
  });

  it('is left out of the options of the app, too', () => {
    const kept = planned(fastify(['app.setErrorHandler((err, req, reply) => reply.send());']), [
      'monitoring',
    ]);
    expect(textIn(kept, root)).not.toMatch(/sendRoundAgain|handleErrors/);
    expect(textIn(planned(fastify(), ['monitoring']), root)).toMatch(/sendRoundAgain.*handleErrors\(/s);
  });

  it('is what a piece for new services would break: of that only files come', () => {
    const plan = planned(fastify(), ['security-headers', 'input-validation']);
    expect(plan.libraries).toContain('input-validation');
    expect(pathsIn(plan)).toContain('security/contract.js');
    expect(textIn(plan, root)).not.toMatch(/checkRoutes|zodSchemas/);
  });

  it('is what only a new service can have: nothing is written', () => {
    const plan = planned(express(), ['ci']);
    expect(plan.changes).toEqual([]);
    expect(plan.notes).toEqual([expect.stringMatching(/^ci: nothing is written/)]);
    expect(pathsIn(planned(express(), ['ci', 'security-headers']))).toContain('security/headers.js');
  });
});

describe('our call', () => {
  const wiredOf = (lines: readonly string[], pieces: readonly string[]): readonly string[] => {
    const text = textIn(planned(express(lines), pieces), 'app.js');
    return text.slice(text.indexOf('const app')).split('\n').slice(1, -3);
  };
  const parser = 'app.use(express.json());';
  const limit = "app.use(require('express-rate-limit')());";

  it('comes after what gives our refusals their headers, and before all else', () => {
    const pieces = ['security-headers', 'rate-limit'];
    expect(wiredOf([helmet, morgan, parser], pieces)).toEqual([helmet, morgan, 'secureApp(app);', parser]);
    expect(wiredOf([parser, helmet], pieces)).toEqual(['secureApp(app);', parser, helmet]);
    expect(wiredOf([helmet, parser, morgan], pieces)).toEqual([helmet, 'secureApp(app);', parser, morgan]);
  });

  it('comes first where the work of the repo is a limit, or is not that of these pieces', () => {
    expect(wiredOf([limit, parser], ['rate-limit', 'cors'])).toEqual(['secureApp(app);', limit, parser]);
    expect(wiredOf([helmet, parser], ['cors'])).toEqual(['secureApp(app);', helmet, parser]);
  });
});

describe('a repo that already got pieces', () => {
  it('gets nothing by the same command', () => {
    const at = express();
    carryOut(planned(at, ['security-headers', 'runtime']));
    expect(planned(at, ['runtime', 'security-headers'])).toMatchObject({ changes: [], notes: [] });
  });

  it('keeps documents of the user, and those of ours that were edited', () => {
    const own = planned(express([], { '.nvmrc': '18\n' }), ['runtime']);
    expect(pathsIn(own)).not.toContain('.nvmrc');
    expect(own.notes).toContain('Existing files that were left unchanged: .nvmrc.');

    const at = express();
    const first = planned(at, ['runtime']);
    expect(pathsIn(first)).toContain('.nvmrc');
    carryOut(first);
    const manifest = JSON.parse(textIn(first, 'rampart.json')) as { files: object };
    expect(Object.keys(manifest.files)).toContain('.nvmrc');
    expect(planned(at, ['security-headers']).notes.join('\n')).not.toContain('left unchanged');
    put(at, { '.nvmrc': '18\n' });
    const edited = planned(at, ['security-headers']);
    expect(pathsIn(edited)).not.toContain('.nvmrc');
    expect(edited.notes).toContain('Existing files that were left unchanged: .nvmrc.');
  });

  it('keeps its root, also where the root mounts nothing any more', () => {
    const at = express();
    carryOut(planned(at, ['security-headers']));
    put(at, {
      'app.js': app(["const { secureApp } = require('./security/index');", 'secureApp(app);', helmet]),
    });
    const plan = planned(at, ['ignore-files']);
    expect(textIn(plan, root)).toContain('function secureApp(app) {\n}');
    expect(pathsIn(planned(express([helmet]), ['security-headers', 'ignore-files']))).not.toContain(root);
  });
});
