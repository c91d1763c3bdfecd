import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { targets } from '../../generators/targets/index.js';
import { frameworks } from '../../generators/frameworks/index.js';
import { textsOfBase } from '../../src/plan/base-text.js';
import { raw, request } from './support/raw.js';
import { sampled } from './support/sample.js';
import { cli, freePort, generate, install, run } from './support/service.js';

const lines = join(import.meta.dirname, '../nodes/run.mjs');

/** What a person does with a new service, in this order, and what each step must print. */
const services = frameworks.map(({ id }, index) => ({
  framework: id,
  target: targets[index % targets.length]?.id ?? '',
}));

describe.each(sampled(services, ({ framework }) => `/${framework}/`))(
  'a new service: $framework on $target',
  ({ framework, target }) => {
    let folder: string;

    beforeAll(() => {
      folder = generate(`new-${framework}-${target}`, ['--framework', framework, '--target', target]);
      install(folder);
    });

    it('installs exact versions, none of them deprecated', () => {
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
        string,
        Record<string, string>
      >;
      for (const version of Object.values({ ...manifest.dependencies, ...manifest.devDependencies }))
        expect(version).toMatch(/^\d+\.\d+\.\d+$/);
      const lock = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8')) as {
        packages: Record<string, { deprecated?: string; hasInstallScript?: boolean }>;
      };
      const deprecated = Object.entries(lock.packages).filter(([, entry]) => entry.deprecated !== undefined);
      expect(deprecated.map(([path]) => path)).toEqual([]);
    });

    it.each(['typecheck', 'lint', 'build'])('npm run %s', (script) => {
      const output = run('npm', ['run', script], folder);
      expect(output).not.toMatch(/\bwarning\b|DeprecationWarning/i);
    });

    // Other tests here run them on the Node of this machine.
    it('npm run test, on the Node of its image', () => {
      const line = readFileSync(join(folder, '.nvmrc'), 'utf8').trim();
      const output = run('node', [lines, line, 'npm', 'run', 'test'], folder);
      expect(output).not.toMatch(/\bwarning\b|DeprecationWarning/i);
    });

    it('keeps its development secrets in an ignored file that only its owner reads', () => {
      const path = join(folder, '.env');
      expect(statSync(path).mode & 0o777).toBe(0o600);
      run('git', ['init', '--quiet'], folder);
      expect(
        run('git', ['check-ignore', '.env', '.env.production', '.env.production.local', '.env.local'], folder)
          .trim()
          .split('\n'),
      ).toHaveLength(4);
      const base = textsOfBase(readFileSync(join(folder, '.rampart/base.json'), 'utf8')) ?? {};
      expect(Object.keys(base)).toContain('.env.example');
      expect(Object.values(base).join('\n')).not.toContain(
        /OPERATIONS_TOKEN=(.+)/.exec(readFileSync(path, 'utf8'))?.[1] ?? '',
      );
    });

    it('npm run start is production, beside the .env of a laptop too: it names what is missing and ends', () => {
      const { status, stdout, stderr } = spawnSync('npm', ['run', 'start'], {
        cwd: folder,
        env: { PATH: process.env.PATH, HOME: process.env.HOME },
        encoding: 'utf8',
        timeout: 60_000,
      });
      expect(status).toBe(78); // EX_CONFIG
      expect(`${stdout}${stderr}`).toContain('OPERATIONS_TOKEN is missing');
    });

    it('npm run dev answers on a laptop, with nothing else installed', async () => {
      const port = await freePort();
      const child = spawn('npm', ['run', 'dev'], {
        cwd: folder,
        env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port) },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      });
      let text = '';
      child.stdout.on('data', (data: Buffer) => (text += data.toString()));
      child.stderr.on('data', (data: Buffer) => (text += data.toString()));
      try {
        let status = 0;
        for (let attempt = 0; attempt < 150 && status === 0; attempt++) {
          ({ status } = await raw({
            port,
            chunks: [request('GET /notes', { Host: `127.0.0.1:${String(port)}`, Connection: 'close' })],
            timeout: 1000,
          }));
          if (status === 0) await new Promise((done) => setTimeout(done, 100));
        }
        expect(`${String(status)} ${status === 200 ? '' : text}`).toBe('200 ');
        if (process.version.startsWith('v20.')) expect(text).toMatch(/Node 20 is past its end of life/);
      } finally {
        const gone = once(child, 'exit');
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
        await gone;
      }
    });

    it('passes its own checklist, booted', () => {
      const report = JSON.parse(run(process.execPath, [cli, 'verify', '--boot', '--json'], folder)) as {
        controls: readonly { id: string; outcome: string }[];
      };
      const passed = report.controls.filter(({ outcome }) => outcome === 'pass');
      expect(passed.length).toBeGreaterThan(30);
      expect(
        report.controls.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable'),
      ).toEqual([]);
    });

    it('has every document that it names', () => {
      const readme = readFileSync(join(folder, 'README.md'), 'utf8');
      for (const [, path] of readme.matchAll(/\]\(([^)#:]+)\)/g))
        expect(`${path ?? ''} ${String(existsSync(join(folder, path ?? '')))}`).toBe(`${path ?? ''} true`);
    });
  },
);
