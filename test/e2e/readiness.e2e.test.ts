import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { proxied } from './support/client.js';
import { boot, freePort, generate, install, productionEnv, run, type Booted } from './support/service.js';
import { lacking, skippedFor, tool } from './support/tools.js';

const needs = lacking('redis-server');

/** The check is the same file on every framework. */
describe.skipIf(needs.length > 0)(`readiness with a Redis that comes and goes${skippedFor(needs)}`, () => {
  let folder: string;
  let redis: ChildProcess | undefined;
  let service: Booted | undefined;

  beforeAll(() => {
    folder = generate('readiness', ['--framework', 'express']);
    install(folder);
    run('npm', ['run', 'build'], folder);
  });
  afterEach(async () => {
    await service?.stop();
    await stopRedis();
  });

  async function startRedis(port: number): Promise<void> {
    const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    redis = spawn(tool('redis-server') ?? '', settings, { cwd: folder, stdio: 'ignore' });
    await expect.poll(() => opens(port), { timeout: 10_000 }).toBe(true);
  }
  async function stopRedis(): Promise<void> {
    if (redis === undefined || redis.exitCode !== null || redis.signalCode !== null) return;
    const gone = once(redis, 'exit');
    redis.kill('SIGKILL');
    await gone;
  }

  it.each([
    ['refuse', 503],
    ['memory', 200],
  ])('says by the policy %s what the instance can do', async (policy, whenDown) => {
    const port = await freePort();
    await startRedis(port);
    const REDIS_URL = `redis://127.0.0.1:${String(port)}`;
    const env = { TRUST_PROXY: '127.0.0.1/32', REDIS_URL, RATE_LIMIT_STORE_DOWN: policy };
    const booted = (service = await boot(folder, env));
    const ask = (path: string) =>
      proxied(booted.port).send(`GET ${path}`, { Authorization: `Bearer ${productionEnv.OPERATIONS_TOKEN}` });
    const ready = async () => (await ask('/readyz')).status;

    await expect.poll(ready, { timeout: 10_000 }).toBe(200);
    expect(JSON.parse((await ask('/health/details')).body)).toMatchObject({
      ready: true,
      checks: { redis: true },
    });
    await stopRedis();
    await expect.poll(ready, { timeout: 10_000 }).toBe(whenDown);
    expect((await ask('/livez')).status).toBe(200);
    const details = async (): Promise<unknown> => JSON.parse((await ask('/health/details')).body);
    if (whenDown === 200) await expect.poll(details).toMatchObject({ ready: true, checks: { redis: false } });
    await startRedis(port);
    await expect.poll(ready, { timeout: 20_000 }).toBe(200);
  });

  it('asks Redis about once a second, however many ask, and each time without the bound', async () => {
    const port = await freePort();
    await startRedis(port);
    const env = { TRUST_PROXY: '127.0.0.1/32', REDIS_URL: `redis://127.0.0.1:${String(port)}` };
    const flood = async (): Promise<{ readonly questions: number; readonly seconds: number }> => {
      const booted = (service = await boot(folder, env));
      const client = proxied(booted.port);
      const [before, started] = [await pings(port), Date.now()];
      for (let round = 0; round < 20; round += 1) {
        const answers = await Promise.all(Array.from({ length: 20 }, () => client.send('GET /readyz')));
        expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      }
      const seen = {
        questions: (await pings(port)) - before,
        seconds: Math.ceil((Date.now() - started) / 1000),
      };
      await booted.stop();
      return seen;
    };
    const bounded = await flood();
    expect(bounded.questions).toBeGreaterThan(0);
    expect(bounded.questions).toBeLessThanOrEqual(bounded.seconds + 1);

    const file = join(folder, 'dist/health/readiness.js');
    const text = readFileSync(file, 'utf8');
    const unbounded = text.replace('remembered(() => works(check))', '() => works(check)');
    expect(unbounded).not.toBe(text);
    writeFileSync(file, unbounded);
    try {
      expect((await flood()).questions).toBe(400);
    } finally {
      writeFileSync(file, text);
    }
  });
});

/** How often this Redis was asked whether it answers. */
async function pings(port: number): Promise<number> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  socket.end('INFO commandstats\r\n');
  let text = '';
  for await (const part of socket) text += String(part);
  return Number(/cmdstat_ping:calls=(\d+)/.exec(text)?.[1] ?? 0);
}

const opens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
