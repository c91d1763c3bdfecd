import { describe, expect, it } from 'vitest';
import { isRefusal, type Refusal } from '../../src/wire/refusal.js';
import { joined } from './joined.js';

// Which places of an app are found, shape by shape. That the result runs is shown by the fixtures in test/repos.
const esm = { type: 'module' } as const;
const serve = "import { serve } from '@hono/node-server';\n";
const imported = "import { Hono } from 'hono';\n";
const factory = "import { NestFactory } from '@nestjs/core';\n";

function wired(...given: Parameters<typeof joined>): string {
  const done = joined(...given);
  if (isRefusal(done)) throw new Error((done as Refusal).reason);
  return Object.values(done).join('\n');
}

function refused(...given: Parameters<typeof joined>): Refusal {
  const done = joined(...given);
  if (!isRefusal(done)) throw new Error('was not refused');
  return done as Refusal;
}

describe('Fastify', () => {
  it.each([
    ['no options', 'const app = fastify();\napp.listen({ port: 1 });', 'fastify(secureOptions());\nsecureApp(app);'],
    ['a type provider', 'const app = fastify(o).withTypeProvider<T>();\napp.listen({ port: 1 });', 'fastify(secureOptions(o)).withTypeProvider<T>();\nsecureApp(app);'],
    ['options on several lines', 'const app = fastify({\n  a: 1,\n});\napp.listen({ port: 1 });', 'fastify(secureOptions({\n  a: 1,\n}));\nsecureApp(app);'],
    ['a name for the same app', 'const app = fastify();\nconst api = app.withTypeProvider<T>();\napi.listen({ port: 1 });', 'secureApp(app);\nconst api'],
    ['an app in a block', 'async function main() {\n  try {\n    const app = fastify();\n    await app.listen({ port: 1 });\n  } catch {}\n}', '    secureApp(app);\n    await app.listen'],
  ])('%s', (_, code, expected) => {
    expect(wired('fastify', { 'src/a.ts': `import { fastify } from 'fastify';\n${code}\n` }, esm)).toContain(expected);
  }); // prettier-ignore

  const build = (head: string): string => `${head} {\n  const app = fastify(opts);\n  return app;\n}\n`;
  it.each([
    ['module.exports', `${build('function build(opts)')}module.exports = build;\n`, "const app = require('./app')({});\napp.listen({ port: 1 });"],
    ['a named function', `${build('const build = (opts) =>')}exports.build = build;\n`, "const { build } = require('./app');\nconst start = async () => {\n  const app = await build();\n  await app.listen({ port: 1 });\n};"],
    ['a function without a name', `${build('module.exports = function (opts)')}`, "const build = require('./app');\nconst server = build();\nserver.listen({ port: 1 });"],
  ])('follows the app that %s returns to where it listens', (_, code, caller) => {
    const files = { 'app.js': `const fastify = require('fastify');\n${code}`, 'server.js': `${caller}\n` };
    expect(wired('fastify', files)).toContain('  secureApp(app);\n  return app;');
  }); // prettier-ignore

  it('does not take an app whose listening was not seen for one that listens', () => {
    const code = `${build('function build(opts)')}module.exports = build;\n`;
    const files = { 'app.js': `const fastify = require('fastify');\n${code}` };
    expect(refused('fastify', files).reason).toContain('no call that makes the app in app.js:3 listen');
  });

  it('does not mistake another variable of the same name for the app', () => {
    const other = 'function other(app) {\n  app.listen({ port: 1 });\n}\n';
    const files = { 'a.js': `const fastify = require('fastify');\nconst app = fastify();\n${other}` };
    expect(refused('fastify', files).reason).toContain('no call that makes the app');
  });

  it('refuses an app whose name is given twice', () => {
    const code = 'let app;\nfunction main() {\n  app = fastify();\n  app.listen({ port: 1 });\n}';
    const { reason, patch } = refused('fastify', {
      'a.js': `const fastify = require('fastify');\n${code}\n`,
    });
    expect(reason).toContain('declared in one place and assigned in another');
    expect(patch).toContain('+  secureApp(app);');
  });
});

describe('Hono', () => {
  it.each([
    ['the app', 'serve(app);'],
    ['its fetch', 'serve({ fetch: app.fetch, port: 1 }, () => undefined);'],
    ['a copy', 'const server = serve({ ...app, port: 1 });'],
    ['a name for the same app', "const api = app.basePath('/api');\nserve(api);"],
  ])('hands over the server of %s', (_, code) => {
    const text = wired('hono', { 'a.ts': `${serve}${imported}const app = new Hono();\n${code}\n` }, esm);
    expect(text).toContain('const app = new Hono();\nsecureApp(app);\n');
    expect(text).toMatch(/secureServer\(serve\(/);
  });

  it('takes routers for parts, whatever their shape', () => {
    const files = {
      'app.ts':
        `${serve}${imported}import users from './users.js';\nconst app = ` +
        `new Hono();\napp.route('/u', users);\nserve(app);\n`,
      'users.ts': `${imported}export default new Hono().get('/', f);\n`,
    };
    expect(wired('hono', files, esm)).toContain('secureApp(app);');
  });

  it('knows the app of @hono/zod-openapi, and a serve that is not the one of Node', () => {
    const text = "import { OpenAPIHono } from '@hono/zod-openapi';\nconst app = new OpenAPIHono();\n";
    expect(wired('hono', { 'a.ts': `${serve}${text}serve(app);\n` }, esm)).toContain('secureApp(app);');
    expect(
      refused('hono', { 'a.ts': `import { serve } from 'bun';\n${text}serve(app);\n` }, esm).reason,
    ).toContain('no call that makes the app');
  });

  it.each([
    ['export default app;'],
    ['export default { port: 1, fetch: app.fetch };'],
    ['Deno.serve(app.fetch);'],
  ])('refuses another runtime: %s', (code) => {
    const { reason, patch, statements } = refused(
      'hono',
      { 'a.ts': `${imported}const app = new Hono();\n${code}\n` },
      esm,
    );
    expect(reason).toContain('only @hono/node-server is supported');
    expect(patch).toBe('');
    expect(statements).toContain('secureServer(serve({ fetch: app.fetch, port }));');
  });
});

describe('Nest', () => {
  it.each([
    ['a bootstrap', 'async function bootstrap() {\n  const app = await NestFactory.create(M);\n  await app.listen(1);\n}', '  secureApp(app);\n  await'],
    ['the top level', 'const app = await NestFactory.create<T>(M, { cors: true });\nawait app.listen(1);', ');\nsecureApp(app);\n'],
    ['a cast', 'async function b() {\n  const app = (await NestFactory.create(M)) as T;\n  app.listen(1);\n}', '  secureApp(app);\n  app'],
    ['a function that returns it', 'const make = async () => {\n  const app = await NestFactory.create(M);\n  return app;\n};\nasync function main() {\n  const web = await make();\n  await web.listen(1);\n}', '  secureApp(app);\n  return app;'],
  ])('%s', (_, code, expected) => {
    expect(wired('nest', { 'src/main.ts': `${factory}${code}\n` })).toContain(expected);
  }); // prettier-ignore

  it('gives no patch where there is no place for a statement', () => {
    const chained = 'NestFactory.create(M).then((app) => app.listen(1));\n';
    const arrow = 'export const make = async () => await NestFactory.create(M);\n';
    for (const code of [chained, arrow]) {
      const { patch, statements } = refused('nest', { 'src/main.ts': `${factory}${code}` });
      expect(patch).toBe('');
      expect(statements).toContain('secureApp(app);');
    }
  }); // prettier-ignore

  it('has nothing to say about a microservice without HTTP', () => {
    const body = 'const app = await NestFactory.createMicroservice(M);\n  await app.listen();';
    const code = `async function b() {\n  ${body}\n}\n`;
    const { reason } = refused('nest', { 'src/main.ts': `${factory}${code}` });
    expect(reason).toContain('no call of NestFactory.create(AppModule)');
  });
});
