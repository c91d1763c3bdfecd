import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { attesting } from '../../src/controls/claims.js';
import { exits } from '../../src/errors.js';
import { cleanUp, commit, page, plant, scene, verifyIn, type Scene } from './scene.js';

afterAll(cleanUp);

const template = `# A secret: openssl rand -base64 48
TOKEN_SECRET=

# Where clients reach this service.
PUBLIC_ORIGIN=https://api.example.com

# Counters that are shared; unset means memory.
REDIS_URL=

# Web origins whose pages may read answers, comma-separated; empty means none.
ALLOWED_ORIGINS=

PORT=3000
NODE_ENV=production
`;
const good = {
  TOKEN_SECRET: 'zJ8mQ2vX5tR9wK4yB7nD1fH6sL3pC0gA-uE_iO',
  PUBLIC_ORIGIN: 'https://api.blue-harbour.eu',
  REDIS_URL: '',
  ALLOWED_ORIGINS: 'https://app.blue-harbour.eu',
  PORT: '3000',
  NODE_ENV: 'production',
};

const laptopOrigin = 'https://shop-on-a-laptop.eu';
const composeText = `# docker compose --env-file .env.production up
services:
  app:
    build: .
    environment:
      TOKEN_SECRET_FILE: /run/secrets/token_secret
      PUBLIC_ORIGIN:
      ALLOWED_ORIGINS:
      PORT:
      NODE_ENV: production
`;
const podText = `apiVersion: v1
kind: Pod
metadata: { name: shop }
spec: { containers: [{ name: shop, image: registry.invalid/shop }] }
`;

function service(): Scene {
  const here = scene();
  plant(
    here.root,
    '.env.example',
    template.replace(/^((?:PUBLIC|ALLOWED)_ORIGINS?)=.*$/gm, `$1=${laptopOrigin}`),
  );
  plant(here.root, '.env.production.template', template);
  plant(
    here.root,
    'server.js',
    'const { TOKEN_SECRET, PUBLIC_ORIGIN, REDIS_URL, ALLOWED_ORIGINS, PORT, ' +
      'NODE_ENV } = process.env; require("express")().listen(PORT);',
  );
  writeFileSync(
    join(here.root, '.gitignore'),
    'node_modules\n.env*\n!.env.production.template\n!.env.example\n',
  );
  commit(here.root);
  return here;
}

async function looked(here: Scene, change: Record<string, string | undefined>, environment = 'production') {
  const file = join(here.home, '.env.production');
  const values = Object.entries({ ...good, ...change }).filter(([, value]) => value !== undefined);
  writeFileSync(file, values.map(([name, value]) => `${name}=${value}`).join('\n'));
  const ran = await verifyIn(here, { 'env-file': [file], environment });
  const lines = ran.document?.phases[0]?.lines ?? [];
  return { ...ran, states: lines.slice(0, 4).map(({ state }) => state), lines };
}

describe('the settings of an environment', { timeout: 60_000 }, () => {
  it('are looked at by name, and no value reaches report, page or terminal', async () => {
    const here = service();
    for (const change of [{}, { TOKEN_SECRET: 'hunter2-hunter2-hunter2' }]) {
      const { document, out } = await looked(here, change);
      const told = JSON.stringify(document) + out + page(here);
      for (const value of [good.TOKEN_SECRET, 'hunter2', 'blue-harbour']) expect(told).not.toContain(value);
    }
  });

  it.each([
    ['TOKEN_SECRET is missing', { TOKEN_SECRET: undefined }],
    ['TOKEN_SECRET is empty', { TOKEN_SECRET: '' }],
    ['PUBLIC_ORIGIN is a placeholder', { PUBLIC_ORIGIN: 'https://api.example.com' }],
    ['PORT is missing', { PORT: undefined }],
    ['PUBLIC_ORIGIN is with what is not https', { PUBLIC_ORIGIN: 'http://api.blue-harbour.eu' }],
    ['PUBLIC_ORIGIN is the value of a laptop', { PUBLIC_ORIGIN: laptopOrigin }],
    ['REDIS_URL is a placeholder', { REDIS_URL: 'xxxxxxxx' }],
    ['ALLOWED_ORIGINS is with a wildcard', { ALLOWED_ORIGINS: 'https://app.blue-harbour.eu, *' }],
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

  it.each([
    ['a wildcard', '*'],
    ['a wildcard', 'https://app.blue-harbour.eu, *'],
    ['a wildcard', 'https://*.blue-harbour.eu'],
    ['an address of this machine', 'https://localhost:5173'],
    ['an address of this machine', 'http://127.0.0.1'],
    ['what is not https', 'http://app.blue-harbour.eu'],
    ['a placeholder', 'https://a.example'],
    ['a placeholder', 'https://app.example.com'],
    ['what is no origin', 'https://app.blue-harbour.eu/shop'],
    ['what is no origin', 'app.blue-harbour.eu'],
    ['what a template shows', laptopOrigin],
  ])('whose allowed origins are %s leave the line open: %s', async (fault, value) => {
    const { lines, document, exit } = await looked(service(), { ALLOWED_ORIGINS: value });
    expect(lines[3]).toMatchObject({ state: 'open', because: `ALLOWED_ORIGINS holds ${fault}` });
    expect(document?.settingsFails).toContainEqual({
      probe: 'allowed-origins-are-real',
      because: `ALLOWED_ORIGINS holds ${fault}`,
      where: '.env.production',
    });
    expect(exit).toBe(exits.findings);
  });

  it('whose allowed origins are real name the look at the target next', async () => {
    const { lines } = await looked(service(), {});
    expect(lines[3]?.state).not.toBe('done');
    expect(lines[3]?.command).toContain('verify --url');
  });

  it('that allow no origin are no list of real ones', async () => {
    const { lines } = await looked(service(), { ALLOWED_ORIGINS: '' });
    expect(lines[3]?.state).not.toBe('done');
    expect(lines[1]?.state).not.toBe('open');
  });

  it('that fail are named on the terminal and are exit 2, in the environment that they are of', async () => {
    const here = service();
    const wrong = await looked(here, { TOKEN_SECRET: 'q7Zp2LxV9sTb4KdW' });
    expect(wrong.exit).toBe(exits.findings);
    expect(wrong.out).toMatch(
      /Settings of production\n.*secrets-are-made +TOKEN_SECRET is shorter than 32 bytes/,
    );
    const right = await looked(here, {});
    expect(right.document?.settingsFails).toEqual([]);
    expect(right.out).not.toContain('Settings of production');
  });

  it.each([
    ['docker compose', 'compose.yaml', composeText],
    [
      'systemd',
      'app.service',
      '[Service]\nExecStart=/usr/bin/node server.js\nLoadCredential=token_secret:/etc/x\n',
    ],
  ])('whose secret %s hands over as a file ask a person for it', async (_how, path, text) => {
    const here = service();
    plant(here.root, path, text);
    commit(here.root);
    const { lines, document } = await looked(here, { TOKEN_SECRET: '' });
    expect(lines[0]).toMatchObject({
      state: 'not-assessed',
      command: attesting('secrets-made-anew'),
    });
    expect(document?.evidence.find(({ probe }) => probe === 'secrets-are-made')?.findings).toEqual([
      {
        outcome: 'inconclusive',
        because: 'handed over as a file, which was not looked at: TOKEN_SECRET',
      },
    ]);
    expect(document?.settingsFails).toEqual([]);
  });

  it('that a compose file does not hand over are read by nobody', async () => {
    const here = service();
    plant(here.root, 'compose.yaml', composeText);
    commit(here.root);
    const { lines } = await looked(here, { TOKEN_SECRET: '', REDIS_URL: 'rediss://cache.blue-harbour.eu' });
    expect(lines[1]).toMatchObject({ state: 'open', because: 'REDIS_URL is read by nobody' });
  });

  it('that pods do not read show nothing', async () => {
    const here = service();
    plant(here.root, 'deploy/pod.yaml', podText);
    commit(here.root);
    const { lines, states } = await looked(here, {});
    expect(states.slice(1)).toEqual(['not-assessed', 'not-assessed', 'not-assessed']);
    expect(lines[1]).toMatchObject({ command: attesting('settings-filled-in') });
  });

  it('of another mode leave the line open', async () => {
    const { lines } = await looked(service(), { NODE_ENV: 'development' });
    expect(lines[2]).toMatchObject({ state: 'open' });
  });

  it('of staging tick nothing of production, and of development are nobody’s act', async () => {
    const staging = await looked(service(), {}, 'staging');
    expect(staging.document?.evidence.filter(({ kind }) => kind === 'settings')).toHaveLength(4);
    expect(staging.lines.every(({ state }) => state !== 'done')).toBe(true);
    const development = await looked(service(), {}, 'development');
    expect(development.document?.evidence.filter(({ kind }) => kind === 'settings')).toEqual([]);
  });

  it('that are missing are exit 5', async () => {
    const ran = await verifyIn(service(), { 'env-file': ['/nowhere/.env'], environment: 'production' });
    expect(ran.exit).toBe(exits.badInput);
  });
});
