import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildImage, type Image } from './support/container.js';
import { finish, inner, start, statusOf, type Jail } from './support/jail.js';
import { freePort, generate, run } from './support/service.js';
import { frameworks } from '../../generators/frameworks/index.js';
import { sampled } from './support/sample.js';
import { lacking, skippedFor } from './support/tools.js';

const needs = [
  ...lacking('buildah', 'bwrap', 'setpriv', 'ldd'),
  ...(process.getuid?.() === 0 ? [] : ['root']),
];

describe.skipIf(needs.length > 0).each(sampled(frameworks, ({ id }) => `/${id}/`))(
  `the image of $id on target compose${skippedFor(needs)}`,
  (framework) => {
    // Readable for uid 10001, which may not enter the folders of whoever runs the tests.
    const place = needs.length > 0 ? '' : mkdtempSync(join(tmpdir(), 'rampart-image-'));
    let folder = '';
    let image: Image;
    let jail: Jail;

    beforeAll(() => {
      chmodSync(place, 0o755);
      folder = generate(`container-${framework.id}`, ['--framework', framework.id, '--target', 'compose']);
      run('npm', ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
      image = buildImage(folder, join(place, 'root'));
      const secrets = join(place, 'secrets');
      mkdirSync(secrets, { mode: 0o711 });
      writeFileSync(join(secrets, 'operations_token'), `${randomBytes(36).toString('base64')}\n`, {
        mode: 0o400,
      });
      chownSync(join(secrets, 'operations_token'), 10001, 10001);
      jail = {
        root: image.root,
        secrets,
        workdir: image.config.WorkingDir,
        env: {
          ...Object.fromEntries(
            image.config.Env.map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]),
          ),
          HOST: '127.0.0.1',
          PUBLIC_ORIGIN: 'https://api.e2e.test',
          OPERATIONS_TOKEN_FILE: '/run/secrets/operations_token',
        },
      };
    });
    afterAll(() => rmSync(place, { recursive: true, force: true }));

    it('names a numeric user, an exec command and a health check without curl', () => {
      expect(image.config).toMatchObject({
        User: '10001:10001',
        Entrypoint: ['node'],
        Cmd: [...framework.nodeFlags, `dist/${framework.entry}.js`],
        Healthcheck: { Test: ['CMD', 'node', 'dist/healthcheck.js'] },
      });
      expect(image.config.Env).toContain('NODE_ENV=production');
    });

    it('holds the built service and its production dependencies, and nothing else', () => {
      expect(readdirSync(join(image.root, 'service')).sort()).toEqual([
        'dist',
        'node_modules',
        'package.json',
      ]);
      const { dependencies, devDependencies } = JSON.parse(
        readFileSync(join(folder, 'package.json'), 'utf8'),
      ) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
      const isInstalled = (name: string): boolean =>
        existsSync(join(image.root, 'service/node_modules', name, 'package.json'));
      expect(Object.keys(dependencies).filter((name) => !isInstalled(name))).toEqual([]);
      expect(Object.keys(devDependencies).filter(isInstalled)).toEqual([]);
      expect(isInstalled('npm')).toBe(false);
      expect(existsSync(join(folder, '.env')), 'the context held a .env that must stay out').toBe(true);
      expect(files(image.root).filter((path) => /\/\.env|\/service\/src\//.test(path))).toEqual([]);
    });

    it('has no shell and no package manager', () => {
      expect(files(image.root).filter((path) => /\/(sh|bash|npm|npx|corepack|yarn)$/.test(path))).toEqual([]);
    });

    it('belongs to root and is writable by nobody', () => {
      const writable = files(join(image.root, 'service')).filter((path) => {
        const { mode, uid } = lstatSync(path);
        return uid !== 0 || (!lstatSync(path).isSymbolicLink() && (mode & 0o222) !== 0);
      });
      expect(writable).toEqual([]);
    });

    it('serves read-only, as uid 10001, without capabilities, and ends on SIGTERM', async () => {
      const port = await freePort();
      const here = { ...jail, env: { ...jail.env, PORT: String(port) } };
      const command = [...image.config.Entrypoint, ...image.config.Cmd];
      const check = image.config.Healthcheck?.Test.slice(1) ?? [];
      expect(finish(here, check).code, 'nobody listens yet').toBe(1);

      const child = start(here, command);
      let text = '';
      child.stdout?.on('data', (data: Buffer) => (text += data.toString()));
      child.stderr?.on('data', (data: Buffer) => (text += data.toString()));
      try {
        await expect.poll(() => statusAt(port), { timeout: 20_000, message: text }).toBe(200);
        expect(finish(here, check), 'the health check of the image').toEqual({ code: 0, text: '' });

        const pid = inner(child.pid ?? 0);
        expect(readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')).toContain(`dist/${framework.entry}.js`);
        expect(statusOf(pid, 'Uid')).toBe('10001\t10001\t10001\t10001');
        expect(statusOf(pid, 'CapEff')).toMatch(/^0+$/);
        expect(statusOf(pid, 'CapBnd')).toMatch(/^0+$/);
        expect(statusOf(pid, 'NoNewPrivs')).toBe('1');

        const sent = Date.now();
        const gone = once(child, 'exit');
        process.kill(pid, 'SIGTERM');
        const [code] = (await gone) as [number | null];
        expect(code, text).toBe(0);
        expect(Date.now() - sent).toBeLessThan(10_000);
      } finally {
        child.kill('SIGKILL');
      }
    });

    it('cannot change its own files', () => {
      const write = (path: string) =>
        finish(jail, ['node', '-e', `require('fs').writeFileSync(${JSON.stringify(path)}, 'x')`]);
      expect(write('/tmp/allowed').code).toBe(0);
      expect(write('/service/dist/app.js').text).toMatch(/EROFS|EACCES/);
      expect(write('/service/new.js').text).toMatch(/EROFS|EACCES/);
    });

    it('refuses to start without its secret, and names it', () => {
      const { OPERATIONS_TOKEN_FILE: _, ...env } = jail.env;
      const { code, text } = finish({ ...jail, env }, [...image.config.Entrypoint, ...image.config.Cmd]);
      expect(code).not.toBe(0);
      expect(text).toContain('OPERATIONS_TOKEN');
    });
  },
);

async function statusAt(port: number): Promise<number> {
  try {
    return (await fetch(`http://127.0.0.1:${String(port)}/livez`)).status;
  } catch {
    return 0;
  }
}

const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
