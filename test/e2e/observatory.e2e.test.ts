import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cache, generate, install, run } from './support/service.js';
import { frameworks } from '../../generators/frameworks/index.js';
import { sampled } from './support/sample.js';
import { lacking, skippedFor, tool } from './support/tools.js';

interface Seen {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
type Looks = Record<'redirect' | 'plainPost' | 'answer' | 'forged' | 'large' | 'withoutService', Seen> & {
  readonly observatory: { grade: string; score: number; status: number; tests: Record<string, number> };
};

const needs = lacking('bwrap', 'caddy');

describe.skipIf(needs.length > 0).each(sampled(frameworks, ({ id }) => `/${id}/`))(
  `$id behind the emitted Caddyfile${skippedFor(needs)}`,
  (framework) => {
    let seen: Looks;

    beforeAll(() => {
      const folder = generate(`observatory-${framework.id}`, [
        '--framework',
        framework.id,
        '--target',
        'compose',
      ]);
      install(folder);
      run('npm', ['run', 'build'], folder);
      seen = lookThroughCaddy(folder);
    });

    it('is graded A+ by the HTTP Observatory, with 120 points or more', () => {
      const { grade, score, status, tests } = seen.observatory;
      expect(status).toBe(200);
      expect(Object.entries(tests).filter(([, modifier]) => modifier < 0)).toEqual([]);
      expect(grade).toBe('A+');
      expect(score).toBeGreaterThanOrEqual(120);
    });

    it('is sent to HTTPS with 308 when asked in the clear, whatever the method', () => {
      expect(seen.redirect.status).toBe(308);
      expect(seen.redirect.headers.location).toBe('https://api.e2e.test/notes?page=2');
      expect(seen.plainPost.status).toBe(403);
      expect(seen.plainPost.headers).not.toHaveProperty('location');
    });

    it('answers over HTTPS with its own headers, and Caddy adds no name of its own', () => {
      expect(seen.answer.status).toBe(200);
      expect(seen.answer.headers['strict-transport-security']).toMatch(/max-age=\d{8}/);
      expect(seen.answer.headers).not.toHaveProperty('server');
      expect(seen.answer.headers).not.toHaveProperty('via');
    });

    it('does not believe forwarding headers of clients', () => {
      expect(seen.forged.status).toBe(200);
    });

    it('refuses a body of two megabytes', () => {
      expect(seen.large.status).toBe(413);
    });

    it('keeps HSTS and tells nothing when the service is down', () => {
      expect(seen.withoutService.status).toBe(502);
      expect(seen.withoutService.headers['strict-transport-security']).toBe(
        seen.answer.headers['strict-transport-security'],
      );
      expect(seen.withoutService.headers).not.toHaveProperty('server');
      expect(seen.withoutService.body).toBe('');
    });
  },
);

/** Boots both in a network of their own. The one change to the Caddyfile: certificates of a local authority. */
function lookThroughCaddy(folder: string): Looks {
  const place = join(cache, 'behind-caddy');
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const caddyfile = join(place, 'Caddyfile');
  const emitted = readFileSync(join(folder, 'deploy/caddy/Caddyfile'), 'utf8');
  writeFileSync(caddyfile, emitted.replace('{\n', '{\n\tlocal_certs\n\tskip_install_trust\n'));
  const hosts = join(place, 'hosts');
  writeFileSync(hosts, '127.0.0.1 localhost app api.e2e.test\n');
  const printed = run(
    tool('bwrap') ?? '',
    [
      ...['--unshare-net', '--die-with-parent', '--dev-bind', '/', '/', '--ro-bind', hosts, '/etc/hosts'],
      ...['--cap-add', 'CAP_NET_BIND_SERVICE'],
      ...[process.execPath, join(import.meta.dirname, 'support/behind-caddy.mjs')],
      ...[folder, tool('caddy') ?? '', caddyfile, observatory(), place],
    ],
    folder,
  );
  return JSON.parse(printed) as Looks;
}

/** Installed once, without the scripts that would download lists; no host of ours is on the preload list anyway. */
function observatory(): string {
  const place = join(cache, 'observatory-1.4.8');
  const module = join(place, 'node_modules/@mdn/mdn-http-observatory');
  const list = join(module, 'conf/hsts-preload.json');
  if (existsSync(list)) return module;
  mkdirSync(place, { recursive: true });
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefix', place];
  run('npm', ['install', ...flags, '@mdn/mdn-http-observatory@1.4.8'], place);
  writeFileSync(list, '{}');
  return module;
}
