import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exits } from '../../src/errors.js';
import { cleanUp, commit, page, plant, scene, verifyIn, type Scene } from './scene.js';

afterAll(cleanUp);

const template = `# A secret: openssl rand -base64 48
TOKEN_SECRET=

# Where clients reach this service.
PUBLIC_ORIGIN=https://api.example.com

# Counters that are shared; unset means memory.
REDIS_URL=

PORT=3000
NODE_ENV=production
`;
const good = {
  TOKEN_SECRET: 'zJ8mQ2vX5tR9wK4yB7nD1fH6sL3pC0gA-uE_iO',
  PUBLIC_ORIGIN: 'https://api.shop.test',
  REDIS_URL: '',
  PORT: '3000',
  NODE_ENV: 'production',
};

function service(): Scene {
  const here = scene();
  plant(here.root, '.env.production.template', template);
  plant(
    here.root,
    'server.js',
    'const { TOKEN_SECRET, PUBLIC_ORIGIN, REDIS_URL, PORT, NODE_ENV } = process.env; require("express")().listen(PORT);',
  );
  writeFileSync(join(here.root, '.gitignore'), 'node_modules\n.env*\n!.env.production.template\n');
  commit(here.root);
  return here;
}

async function looked(here: Scene, change: Record<string, string | undefined>, environment = 'production') {
  const file = join(here.home, '.env.production');
  const values = Object.entries({ ...good, ...change }).filter(([, value]) => value !== undefined);
  writeFileSync(file, values.map(([name, value]) => `${name}=${value}`).join('\n'));
  const ran = await verifyIn(here, { 'env-file': [file], environment });
  const lines = ran.document?.phases[0]?.lines ?? [];
  return { ...ran, states: lines.slice(0, 3).map(({ state }) => state), lines };
}

describe('the settings of an environment', { timeout: 60_000 }, () => {
  it('are looked at by name, and no value reaches report, page or terminal', async () => {
    const here = service();
    for (const change of [{}, { TOKEN_SECRET: 'hunter2-hunter2-hunter2' }]) {
      const { document, out } = await looked(here, change);
      const told = JSON.stringify(document) + out + page(here);
      for (const value of [good.TOKEN_SECRET, 'hunter2', 'api.shop.test']) expect(told).not.toContain(value);
    }
  });

  it.each([
    ['TOKEN_SECRET is missing', { TOKEN_SECRET: undefined }],
    ['TOKEN_SECRET is empty', { TOKEN_SECRET: '' }],
    ['PUBLIC_ORIGIN is a placeholder', { PUBLIC_ORIGIN: 'https://api.example.com' }],
    ['PORT is missing', { PORT: undefined }],
  ])('that are not filled in leave the line open: %s', async (because, change) => {
    const { lines } = await looked(service(), change);
    expect(lines[1]).toMatchObject({ state: 'open', because: expect.stringContaining(because) as string });
  });

  it.each([
    ['shorter than 32 bytes', 'q7Zp2LxV9sTb4KdW'],
    ['not random enough', 'a'.repeat(48)],
    ['not random enough', 'q7Zp2LxV9sTb4KdWq7Zp2LxV9sTb4KdW'],
    ['a placeholder', 'replace-me-with-the-output-of-openssl-rand'],
  ])('with a secret that is %s leave the line open', async (because, value) => {
    const { lines } = await looked(service(), { TOKEN_SECRET: value });
    expect(lines[0]).toMatchObject({ state: 'open', because: `TOKEN_SECRET is ${because}` });
  });

  it('of another mode leave the line open', async () => {
    const { lines } = await looked(service(), { NODE_ENV: 'development' });
    expect(lines[2]).toMatchObject({ state: 'open' });
  });

  it('of staging tick nothing of production, and of development are nobody’s act', async () => {
    const staging = await looked(service(), {}, 'staging');
    expect(staging.document?.evidence.filter(({ kind }) => kind === 'settings')).toHaveLength(3);
    expect(staging.lines.every(({ state }) => state !== 'done')).toBe(true);
    const development = await looked(service(), {}, 'development');
    expect(development.document?.evidence.filter(({ kind }) => kind === 'settings')).toEqual([]);
  });

  it('that are missing are exit 5', async () => {
    const ran = await verifyIn(service(), { 'env-file': ['/nowhere/.env'], environment: 'production' });
    expect(ran.exit).toBe(exits.badInput);
  });
});
