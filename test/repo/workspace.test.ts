import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { detectRepo } from '../../src/repo/detect.js';

const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function laid(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'rampart-workspace-'));
  made.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const listening = "const app = require('express')();\napp.listen(1);\n";
const service = { 'package.json': '{"dependencies":{"express":"^5.1.0"}}', 'index.js': listening };
const at = (folder: string, files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));

describe('a package of a workspace', () => {
  it.each([
    ['npm', { 'package.json': '{"workspaces":["packages/*"]}', 'package-lock.json': '{}' }],
    ['yarn', { 'package.json': '{"workspaces":{"packages":["packages/**"]}}', 'yarn.lock': '' }],
    ['bun', { 'package.json': '{"workspaces":["packages/ap*"]}', 'bun.lock': '' }],
    ['pnpm', { 'package.json': '{}', 'pnpm-workspace.yaml': 'packages: ["packages/*"] # ours\n' }],
  ])('has the package manager %s from its root', (manager, root) => {
    const lock = manager === 'pnpm' ? { 'pnpm-lock.yaml': '' } : {};
    const repo = laid({ ...root, ...lock, ...at('packages/api', service) });
    const { packageManager, workspace } = detectRepo(join(repo, 'packages/api'));
    expect({ packageManager, above: workspace.above }).toEqual({ packageManager: manager, above: '../..' });
  });

  it('may have its framework from the root', () => {
    const root = '{"workspaces":["packages/*"],"dependencies":{"express":"^5.1.0"}}';
    const repo = laid({ 'package.json': root, ...at('packages/api', { ...service, 'package.json': '{}' }) });
    expect(detectRepo(join(repo, 'packages/api')).framework).toMatchObject({ kind: 'known', id: 'express' });
  });

  it.each([
    ['is not named', '{"workspaces":["apps/*"]}'],
    ['is taken out', '{"workspaces":["packages/*","!packages/api"]}'],
    ['lies deeper than the pattern', '{"workspaces":["*"]}'],
  ])('stands alone where it %s', (_, root) => {
    const repo = laid({ 'package.json': root, 'yarn.lock': '', ...at('packages/api', service) });
    const { packageManager, workspace } = detectRepo(join(repo, 'packages/api'));
    expect({ packageManager, above: workspace.above }).toEqual({ packageManager: 'npm', above: '' });
  });

  it('does not look beyond its own git repository', () => {
    const inner = { ...service, '.git': 'gitdir: elsewhere' };
    const repo = laid({
      'package.json': '{"workspaces":["packages/*"]}',
      'yarn.lock': '',
      ...at('packages/api', inner),
    });
    expect(detectRepo(join(repo, 'packages/api')).packageManager).toBe('npm');
  });
});

describe('the root of a workspace', () => {
  const root = { 'package.json': '{"workspaces":["packages/*"]}' };
  const library = { 'package.json': '{}', 'index.js': 'module.exports = 1;\n' };

  it('names the packages that have an app', () => {
    const repo = laid({ ...root, ...at('packages/api', service), ...at('packages/lib', library) });
    expect(detectRepo(repo).workspace.services).toEqual([{ path: 'packages/api', framework: 'express' }]);
  });

  it('with an app of its own is a repo like any other', () => {
    const own = { 'package.json': '{"workspaces":["packages/*"],"dependencies":{"express":"^5.1.0"}}' };
    const repo = detectRepo(laid({ ...own, 'index.js': listening, ...at('packages/api', service) }));
    expect(repo.workspace.services).toEqual([]);
    expect(repo.apps.map(({ site }) => site.source.path)).toEqual(['index.js']);
  });

  it('whose pnpm file cannot be read names none', () => {
    const repo = laid({ 'package.json': '{}', 'pnpm-workspace.yaml': 'packages: [', ...at('a', service) });
    expect(detectRepo(repo).workspace.services).toEqual([]);
  });
});

describe('the framework of a repo', () => {
  it('with several is the one whose app listens', () => {
    const file = '{"dependencies":{"fastify":"^5.12.0","express":"^5.1.0"}}';
    const plugin = "const fastify = require('fastify')();\nmodule.exports = fastify;\n";
    const repo = detectRepo(laid({ 'package.json': file, 'a.js': plugin, 'index.js': listening }));
    expect(repo.framework).toMatchObject({ kind: 'known', id: 'express' });
  });

  it.each([
    ['nest', ''],
    ['nest', ', new ExpressAdapter()'],
    ['nest-fastify', ', new FastifyAdapter()'],
    ['nest-fastify', ', new FastifyAdapter({ logger: true }), { cors: true }'],
  ])('is %s where Nest is created with (AppModule%s)', (id, adapter) => {
    const file = '{"type":"module","dependencies":{"@nestjs/core":"^12.0.0"}}';
    const create = `const app = await NestFactory.create(AppModule${adapter});\nawait app.listen(1);\n`;
    const main = `import { NestFactory } from '@nestjs/core';\n${create}`;
    const { framework } = detectRepo(laid({ 'package.json': file, 'src/main.ts': main }));
    expect(framework).toMatchObject({ kind: 'known', id });
  });

  it('is refused when what is installed is older than our code', () => {
    const modules = { 'node_modules/fastify/package.json': '{"version":"5.2.0"}' };
    const repo = detectRepo(laid({ 'package.json': '{"dependencies":{"fastify":"^5.0.0"}}', ...modules }));
    expect(repo.framework).toMatchObject({ kind: 'unknown' });
    expect(JSON.stringify(repo.framework)).toContain('5.10.0');
  });
});

describe('what is mounted', () => {
  const mounted = (files: Readonly<Record<string, string>>): readonly string[] =>
    detectRepo(laid(files)).mounted.flatMap(({ uses, scope, handles, body }) =>
      (uses.length > 0 ? uses : [{ package: '', named: undefined }]).map((use) =>
        [use.named ?? use.package, scope, handles === 'errors' ? handles : '', body === 'raw' ? body : '']
          .filter((word) => word !== '')
          .join(' '),
      ),
    );

  it.each([
    ['a plugin', 'app.register(helmet);', '@fastify/helmet app'],
    ['a plugin of its own', 'app.register(async (child) => { child.register(helmet); });', '@fastify/helmet part'],
    ['an opened plugin', 'app.register(fp(async (child) => { child.register(helmet); }));', '@fastify/helmet app'],
    ['a helper', 'function setup(it) { it.register(helmet); }\nsetup(app);', '@fastify/helmet app'],
    ['an error handler', 'app.setErrorHandler((error) => error);', 'app errors'],
    ['a page for unknown paths', 'app.setNotFoundHandler((request) => request);', 'app errors'],
    ['a parser of JSON', "app.addContentTypeParser('application/json', f);", 'app raw'],
  ])('on Fastify: %s', (_, code, expected) => {
    const plugins = "import fp from 'fastify-plugin';\nimport helmet from '@fastify/helmet';\n";
    const head = `import fastify from 'fastify';\n${plugins}const app = fastify();\n`;
    const file = '{"type":"module","dependencies":{"fastify":"^5.12.0"}}';
    expect(mounted({ 'package.json': file, 'a.js': `${head}${code}\napp.listen({});\n` })).toContain(expected);
  }); // prettier-ignore

  it.each([
    ['for all paths', "app.use('*', cors());", 'hono/cors app'],
    ['below a path', "app.use('/api/*', cors());", 'hono/cors part'],
    ['on a router', 'sub.use(cors());', 'hono/cors part'],
    ['an error handler', 'app.onError(f);', 'app errors'],
  ])('on Hono: %s', (_, code, expected) => {
    const imports = "import { Hono } from 'hono';\nimport { cors } from 'hono/cors';\n";
    const apps = 'const app = new Hono();\nconst sub = new Hono();\n';
    const head = `import { serve } from '@hono/node-server';\n${imports}${apps}`;
    const file = '{"type":"module","dependencies":{"hono":"^4.13.0"}}';
    expect(mounted({ 'package.json': file, 'a.js': `${head}${code}\nserve(app);\n` })).toContain(expected);
  }); // prettier-ignore

  it.each([
    ['a call', '{}', 'app.enableCors();', 'enableCors() app'],
    ['an option', '{ cors: true }', '', 'the option cors app'],
    ['no option', '{ cors: false }', 'app.use(helmet());', 'helmet app'],
    ['raw bodies', '{ rawBody: true }', '', 'app raw'],
    ['filters', '{}', 'app.useGlobalFilters(new All());', 'app errors'],
    ['a guard of a module', '{}', 'const p = { provide: APP_GUARD, useClass: ThrottlerGuard };', '@nestjs/throttler app'],
    ['middleware of some routes', '{}', "consumer.apply(helmet()).forRoutes('cats');", 'helmet part'],
  ])('on Nest: %s', (_, options, code, expected) => {
    const middleware = "import { ThrottlerGuard } from '@nestjs/throttler';\nimport helmet from 'helmet';\n";
    const head = `import { APP_GUARD, NestFactory } from '@nestjs/core';\n${middleware}`;
    const file = '{"type":"module","dependencies":{"@nestjs/core":"^12.0.0"}}';
    const main = `${head}const app = await NestFactory.create(M, ${options});\n${code}\nawait app.listen(1);\n`;
    expect(mounted({ 'package.json': file, 'src/main.ts': main })).toContain(expected);
  }); // prettier-ignore
});
