import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
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
    if (whenDown === 200)
      expect(JSON.parse((await ask('/health/details')).body)).toMatchObject({
        ready: true,
        checks: { redis: false },
      });
    await startRedis(port);
    await expect.poll(ready, { timeout: 20_000 }).toBe(200);
  });
});

const opens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
