import { createHash, createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { frameworks } from '../../generators/frameworks/index.js';
import { header, proxied } from './support/client.js';
import { documentOf } from './support/document.js';
import { addPackages, follow } from './support/guide.js';
import { raw, request } from './support/raw.js';
import { sampled } from './support/sample.js';
import { boot, cli, freePort, generate, install, run, type Booted } from './support/service.js';

const secret = 'pT7vXk2mQs5yLc9wZr4sBf8gJd3nAeu6oVhTxMzKqNbE';

/** What everyday work needs, and the rules forbid by default: done as SECURITY-EXCEPTIONS.md says. */
describe.each(sampled(frameworks, ({ id }) => id))('the exceptions of $id', ({ id }) => {
  const folder = (): string => made.folder;
  const made = { folder: '' };

  beforeAll(() => {
    made.folder = generate(`exceptions-${id}`, ['--framework', id]);
    const guide = readFileSync(join(made.folder, 'SECURITY-EXCEPTIONS.md'), 'utf8');
    addPackages(guide, made.folder);
    follow(guide, made.folder);
    if (id.startsWith('nest')) takeCovers(guide, made.folder, id === 'nest' ? 'express' : 'fastify');
    if (id === 'nest') mountManual(guide, made.folder);
    install(made.folder);
    run('npm', ['run', 'build'], made.folder);
    run('git', ['init', '--quiet'], made.folder);
  });

  it('are what a careful team would merge: types, lint and the own tests', () => {
    for (const script of ['typecheck', 'lint', 'test']) run('npm', ['run', script], folder());
  });

  it('leave every box of the checklist as it was', () => {
    const report = JSON.parse(run(process.execPath, [cli, 'verify', '--boot', '--json'], folder())) as {
      controls: { id: string; outcome: string; because: string; where: string }[];
    };
    const { controls } = report;
    const open = controls.filter(({ outcome }) => ['fail', 'inconclusive', 'error'].includes(outcome));
    expect(open).toEqual([]);
  });

  it.each([
    ['application/json', '{"event": "paid", "amount": 12.50}'],
    ['application/x-www-form-urlencoded', 'event=paid&amount=12.50'],
    ['text/plain; charset=utf-8', 'paid 12.50'],
    ['application/cloudevents+json', '{"specversion":"1.0",  "type":"paid"}'],
  ])('take a webhook of %s by the signature over its bytes', async (type, body) => {
    const { send } = await client(folder());
    const sign = (text: string): string => createHmac('sha256', secret).update(text).digest('hex');
    const headers = { 'Content-Type': type, 'X-Signature': sign(body) };
    expect((await send('POST /webhooks/provider', headers, body)).status).toBe(204);
    const other = await send('POST /webhooks/provider', headers, body.replace(' ', ''));
    expect(other.status).toBe(body.includes(' ') ? 401 : 204);
    for (const wrong of [`${sign(body)}zz`, sign(body).toUpperCase(), 'x'.repeat(200), ''])
      expect((await send('POST /webhooks/provider', { ...headers, 'X-Signature': wrong }, body)).status).toBe(
        401,
      );
    expect(
      (await send('POST /webhooks/provider', { ...headers, 'Content-Type': 'text/xml' }, body)).status,
    ).toBe(415);
    const long = await send('POST /webhooks/provider', headers, 'x'.repeat(200_000));
    expect(long.status).toBe(413);
  });

  it.each(['{"event": ', '[]'])('refuse a webhook that is signed, and says %s', async (body) => {
    const { send } = await client(folder());
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    const headers = { 'Content-Type': 'application/json', 'X-Signature': signature };
    expect((await send('POST /webhooks/provider', headers, body)).status).toBe(400);
  });

  it.each([
    ['Application/JSON', '{"event": ', 400],
    ['Application/JSON', '{"event": "paid", "amount": 1}', 204],
    ['application/x-www-form-urlencoded', 'event=paid&event=unpaid', 400],
    ['application/cloudevents+json', '[]', 400],
    ['application/json-seq', '{}', 415],
  ])('know what a webhook says by %s: %s', async (type, body, status) => {
    const { send } = await client(folder());
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    const headers = { 'Content-Type': type, 'X-Signature': signature };
    expect((await send('POST /webhooks/provider', headers, body)).status).toBe(status);
  });

  it('take a file of some megabytes, and no larger one', async () => {
    const { send } = await client(folder());
    const type = { 'Content-Type': 'application/octet-stream' };
    const file = 'x'.repeat(3_000_000);
    const kept = await send('PUT /files/report.bin', type, file);
    expect(kept.status).toBe(201);
    const sha256 = createHash('sha256').update(file).digest('hex');
    expect(JSON.parse(kept.body)).toEqual({ name: 'report.bin', bytes: file.length, sha256 });
    expect((await send('PUT /files/report.bin', type, 'x'.repeat(6_000_000))).status).toBe(413);
    expect((await send('PUT /files/..%2fx', type, 'x')).status).toBe(400);
    for (const other of [{ ...type, 'Content-Encoding': 'gzip' }, { 'Content-Type': 'text/plain' }])
      expect((await send('PUT /files/report.bin', other, 'x')).status).toBe(415);
  });

  it.runIf(['express', 'fastify'].includes(id))('write an upload to a file as it comes', async () => {
    const files = mkdtempSync(join(tmpdir(), 'archives-'));
    onTestFinished(() => {
      rmSync(files, { recursive: true });
    });
    const { send } = await client(folder(), { TMPDIR: files });
    const type = { 'Content-Type': 'application/octet-stream' };
    const file = 'y'.repeat(8_000_000);
    const kept = await send('PUT /archives/all.tar', type, file);
    const sha256 = createHash('sha256').update(file).digest('hex');
    expect([kept.status, JSON.parse(kept.body)]).toEqual([
      201,
      { name: 'all.tar', bytes: file.length, sha256 },
    ]);
    const long = { ...type, 'Transfer-Encoding': 'chunked' };
    expect((await send('PUT /archives/long', type, 'y'.repeat(22_000_000))).status).toBe(413);
    const chunk = `100000\r\n${'y'.repeat(0x100000)}\r\n`;
    expect((await send('PUT /archives/long', long, chunk.repeat(22))).status).toBe(413);
    expect((await send('PUT /archives/odd', { 'Content-Type': 'text/plain' }, 'y')).status).toBe(415);
    expect((await send('PUT /archives/odd', { ...type, 'Content-Encoding': 'gzip' }, 'y')).status).toBe(415);
    expect(readdirSync(files)).toEqual(['all.tar']);
  });

  it.runIf(id.startsWith('nest'))(
    'take an upload that ends early for no failure of the service',
    async () => {
      const { port, output, stop } = await boot(folder(), {
        TRUST_PROXY: '127.0.0.1',
        WEBHOOK_SECRET: secret,
      });
      onTestFinished(async () => void (await stop()));
      const lines = [
        ['PUT /files/a', 'application/octet-stream'],
        ...(id.startsWith('nest') ? [['POST /covers', 'multipart/form-data; boundary=b']] : []),
      ];
      for (const [line = '', type = ''] of lines) {
        const socket = connect(port, '127.0.0.1');
        const headers = { ...proxyHeaders, 'Content-Type': type, 'Content-Length': '90000' };
        socket.write(
          `${request(line, headers)}--b\r\nContent-Disposition: form-data; name="cover"; filename="c"\r\n\r\nx`,
        );
        await new Promise((done) => setTimeout(done, 300));
        socket.resetAndDestroy();
        const path = String(line.split(' ')[1]);
        await expect.poll(() => output()).toMatch(new RegExp(`"path":"${path}".*"outcome":"aborted"`));
      }
      expect(output()).not.toMatch('"level":"error"');
    },
  );

  it.runIf(id.startsWith('nest'))('check the texts that come with a file', async () => {
    const { send } = await client(folder());
    const type = { 'Content-Type': 'multipart/form-data; boundary=b' };
    const text = (name: string): string =>
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\nA title\r\n`;
    const file =
      '--b\r\nContent-Disposition: form-data; name="cover"; filename="c"\r\nContent-Type: image/png\r\n\r\npng\r\n';
    const kept = await send('POST /covers', type, `${text('title')}${file}--b--\r\n`);
    expect([kept.status, JSON.parse(kept.body)]).toEqual([201, { title: 'A title', bytes: 3 }]);
    for (const form of [
      file,
      text('title'),
      text('other') + file,
      text('title[a]') + file,
      text('title') + text('x') + file,
    ])
      expect((await send('POST /covers', type, `${form}--b--\r\n`)).status).toBe(400);
  });

  it.runIf(id === 'nest')('serve a large folder, which browsers may keep', async () => {
    const { send } = await client(folder());
    const page = await send('GET /manual/index.html');
    expect([page.status, header(page, 'cache-control')]).toEqual([200, 'public, max-age=3600']);
    expect(header(page, 'content-security-policy')).toBe(pagePolicy);
    const etag = String(header(page, 'etag'));
    expect((await send('GET /manual/index.html', { 'If-None-Match': etag })).status).toBe(304);
    expect((await send('GET /manual/index.html', { Range: 'bytes=0-4' })).status).toBe(206);
    const missing = await send('GET /manual/none');
    expect([missing.status, header(missing, 'cache-control')]).toEqual([404, 'no-store']);
  });

  it.runIf(id.startsWith('nest'))('end a stream without an end with its client', async () => {
    const { port, output, stop } = await boot(folder(), { TRUST_PROXY: '127.0.0.1', WEBHOOK_SECRET: secret });
    onTestFinished(async () => void (await stop()));
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
    socket.write(request('GET /events/ticks', proxyHeaders));
    await expect.poll(() => heard, { timeout: 5000 }).toMatch('{"count":2}');
    expect(output()).not.toMatch('nobody counts on');
    socket.destroy();
    await expect.poll(() => output()).toMatch('nobody counts on');
  });

  // Those of Express and Fastify do not end by themselves: the guide has their tests.
  it.runIf(!['express', 'fastify'].includes(id))('stream events', async () => {
    const { send } = await client(folder());
    const stream = await send('GET /events');
    expect(header(stream, 'content-type')).toMatch(/^text\/event-stream/);
    const counts = [...stream.body.matchAll(/^data: ?(.*)$/gm)].map(
      ([, data = '']) => JSON.parse(data) as unknown,
    );
    expect(counts).toEqual([{ count: 1 }, { count: 2 }, { count: 3 }]);
  });

  it('end a stream that lasts when the service is told to end', async () => {
    const { port, stop } = await boot(folder(), { TRUST_PROXY: '127.0.0.1', WEBHOOK_SECRET: secret });
    const { send } = proxied(port);
    const path = id === 'hono' ? '/time' : id.startsWith('nest') ? '/events/ticks' : '/events';
    if (id === 'hono') expect((await send(`HEAD ${path}`)).status).toBe(200);
    const stream = send(`GET ${path}`);
    await new Promise((done) => setTimeout(done, 1500));
    expect(await stop()).toBe(0); // and not 1, after SHUTDOWN_SECONDS
    expect((await stream).body).toMatch(/\r\n0\r\n\r\n$|^0\r\n\r\n$/);
  });

  it('serve pages with a policy of their own, and only them', async () => {
    const { send } = await client(folder());
    const page = await send('GET /handbook/index.html');
    expect([page.status, header(page, 'content-type')]).toEqual([200, expect.stringMatching(/^text\/html/)]);
    expect(header(page, 'content-security-policy')).toBe(pagePolicy);
    expect(header(page, 'x-content-type-options')).toBe('nosniff');
    expect((await send('GET /handbook/missing.html')).status).toBe(404);
    const bare = await send('GET /handbook');
    expect([301, 302, 308]).toContain(bare.status);
    expect((await send(`GET ${String(header(bare, 'location'))}`)).status).toBe(200);
    const etag = header(page, 'etag');
    if (etag !== undefined)
      expect((await send('GET /handbook/index.html', { 'If-None-Match': etag })).status).toBe(304);
    expect((await send('POST /handbook/index.html')).status).toBeGreaterThanOrEqual(404);
    expect((await send('GET /handbook/..%2fpackage.json')).status).toBeGreaterThanOrEqual(400);
    expect(header(await send('GET /livez'), 'content-security-policy')).toMatch("default-src 'none'");
  });

  it.runIf(id === 'express')('answer OPTIONS and other methods of pages as those of routes', async () => {
    const { send } = await client(folder());
    for (const [line, status] of Object.entries({ 'OPTIONS /handbook/': 204, 'POST /handbook/': 405 })) {
      const answer = await send(line);
      expect([answer.status, header(answer, 'allow')]).toEqual([status, 'GET, HEAD, OPTIONS']);
    }
  });

  it.runIf(id === 'express')('take a form with a file, and name it in the document', async () => {
    const { send } = await client(folder());
    const part = (name: string, text: string) =>
      `--x\r\nContent-Disposition: form-data; name="${name}\r\n\r\n${text}\r\n`;
    const form = `${part('title"', 'Sea')}${part('photo"; filename="a"', 'bytes')}--x--\r\n`;
    const type = { 'Content-Type': 'multipart/form-data; boundary=x' };
    const answer = await send('POST /photos', type, form);
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([201, { title: 'Sea', bytes: 5 }]);
    expect(JSON.parse(await documentOf(folder(), { WEBHOOK_SECRET: secret }))).toMatchObject({
      paths: { '/photos': { post: { requestBody: { content: { 'multipart/form-data': {} } } } } },
    });
  });

  it('let pages of the listed origins send cookies and headers of their own', async () => {
    const { send } = await client(folder());
    const ask = {
      Origin: 'https://app.e2e.test',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'traceparent,x-tenant',
    };
    const preflight = await send('OPTIONS /notes', ask);
    expect([preflight.status, header(preflight, 'access-control-allow-credentials')]).toEqual([204, 'true']);
    expect(header(preflight, 'access-control-allow-headers')?.toLowerCase()).toMatch(/traceparent.*x-tenant/);
    const foreign = await send('OPTIONS /notes', { ...ask, Origin: 'https://evil.test' });
    expect(header(foreign, 'access-control-allow-credentials')).toBeUndefined();
  });

  it('give one route a longer body, and another one fewer requests', async () => {
    const { json, send } = await client(folder());
    const lines = Array.from({ length: 20_000 }, () => 'a line of an import');
    expect((await json('POST /imports', { lines })).status).toBe(200);
    expect(
      (await json('POST /imports', { lines: [...lines, ...lines, ...lines, ...lines, ...lines, ...lines] }))
        .status,
    ).toBe(413);
    expect((await json('POST /notes', { title: 'x', text: 'y'.repeat(150_000) })).status).toBe(413);
    const answers = [];
    for (let n = 0; n < 6; n++) answers.push((await send('POST /exports')).status);
    expect(answers).toEqual([202, 202, 202, 202, 202, 429]);
    expect((await send('GET /notes')).status).toBe(200);
  });

  it('change what is sent, and nothing else', async () => {
    const { json } = await client(folder());
    const { id } = JSON.parse((await json('POST /notes', { title: 'one', text: 'kept' })).body) as {
      id: string;
    };
    const changed = await json(`PATCH /notes/${id}`, { title: 'two' });
    expect([changed.status, JSON.parse(changed.body)]).toMatchObject([200, { title: 'two', text: 'kept' }]);
    expect((await json(`PATCH /notes/${id}`, { title: null })).status).toBe(400);
  });

  it('show metrics on a port of their own', async () => {
    const metrics = await freePort();
    const { send } = await client(folder(), { METRICS_PORT: String(metrics) });
    const line = request('GET /metrics', { Host: `127.0.0.1:${String(metrics)}`, Connection: 'close' });
    const answer = await raw({ port: metrics, chunks: [line] });
    expect([answer.status, answer.body]).toEqual([
      200,
      expect.stringMatching(/^process_resident_memory_bytes \d+$/m),
    ]);
    expect((await send('GET /metrics')).status).toBe(404);
  });

  async function client(service: string, env: Readonly<Record<string, string>> = {}) {
    const booted: Booted = await boot(service, { TRUST_PROXY: '127.0.0.1', WEBHOOK_SECRET: secret, ...env });
    onTestFinished(async () => void (await booted.stop()));
    return proxied(booted.port);
  }
});

const pagePolicy = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const proxyHeaders = { Host: 'api.e2e.test', 'X-Forwarded-Proto': 'https' };

/** Blocks of one platform of Nest: their first line says where they belong. */
const blocksFor = (guide: string, path: string): readonly string[] =>
  guide
    .split(`\`\`\`ts\n// ${path}\n`)
    .slice(1)
    .map((text) => text.slice(0, text.indexOf('```')));

/** The guide has the controller for Express first, then the one for Fastify with the file that reads the form. */
function takeCovers(guide: string, folder: string, platform: 'express' | 'fastify'): void {
  const [onExpress, onFastify] = blocksFor(guide, 'src/covers/covers.controller.ts');
  const [form] = blocksFor(guide, 'src/covers/form.ts');
  write(folder, 'src/covers/covers.controller.ts', platform === 'express' ? onExpress : onFastify);
  if (platform === 'fastify') write(folder, 'src/covers/form.ts', form);
}

/** A large folder, on Express. */
function mountManual(guide: string, folder: string): void {
  const [manual] = blocksFor(guide, 'src/app.ts');
  mkdirSync(join(folder, 'manual'));
  write(folder, 'manual/index.html', '<!doctype html>\n');
  const imports =
    "import type { ServerResponse } from 'node:http';\nimport express from 'express';\n" +
    "import { unchecked } from './security/checks.js';\nimport";
  edit(
    folder,
    'src/app.ts',
    ['import', imports],
    ['secureApp(app, ctx);\n', `secureApp(app, ctx);\n${String(manual)}`],
  );
}

function write(folder: string, path: string, text: string | undefined): void {
  if (text === undefined) throw new Error(`The guide has no block for ${path}.`);
  writeFileSync(join(folder, path), text);
}

/** Replaces texts that must be there. */
function edit(folder: string, path: string, ...pairs: readonly (readonly [string, string])[]): void {
  const file = join(folder, path);
  const changed = pairs.reduce(
    (text, [old, next]) => {
      if (!text.includes(old)) throw new Error(`${path} has no ${old}`);
      return text.replace(old, () => next);
    },
    readFileSync(file, 'utf8'),
  );
  writeFileSync(file, changed);
}
