import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cache, generate, run } from './support/service.js';
import { lacking, skippedFor, tool } from './support/tools.js';

interface Seen {
  readonly status: number;
  readonly location: string;
  readonly server: string;
  readonly type: string;
  readonly text: string;
}

const needs = lacking('bwrap', 'caddy');
const writes = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** What another method than GET and HEAD carries has been sent in the clear already: it is refused, never sent on. */
describe.skipIf(needs.length > 0).each(['compose', 'systemd'])(
  `plain HTTP at the Caddyfile of %s${skippedFor(needs)}`,
  (target) => {
    let emitted = '';
    let seen: Readonly<Record<string, Seen>> = {};

    beforeAll(() => {
      const folder = generate(`plaintext-${target}`, ['--target', target]);
      emitted = readFileSync(join(folder, 'deploy/caddy/Caddyfile'), 'utf8');
      seen = askPlainly(emitted);
    });

    it.each(['GET', 'HEAD'])('sends a %s on to the address of the service', (method) => {
      expect(seen[method]).toMatchObject({
        status: 308,
        location: 'https://api.e2e.test/notes?page=2',
        server: '',
      });
    });

    it.each(writes)('refuses a %s', (method) => {
      expect(seen[method]).toMatchObject({
        status: 403,
        location: '',
        server: '',
        type: 'application/problem+json',
      });
      expect(JSON.parse(seen[method]?.text ?? '')).toMatchObject({ status: 403 });
    });

    it('says so to the end, while a body is still coming', () => {
      expect(JSON.parse(seen['large']?.text ?? '')).toMatchObject({ status: 403 });
    });

    it('sends nobody on to a host that the request names', () => {
      expect(seen['foreign']?.location).toBe('https://api.e2e.test/notes?page=2');
    });

    it('would send a write on, with what Caddy does by itself', () => {
      const own = emitted
        .replace('\tauto_https disable_redirects\n', '')
        .replace(/^http:\/\/ \{\n[^]*?^\}\n/m, '');
      expect(own).not.toContain('http:// {');
      expect(askPlainly(own)['POST']).toMatchObject({
        status: 308,
        location: 'https://api.e2e.test/notes?page=2',
      });
    });
  },
);

function askPlainly(text: string): Readonly<Record<string, Seen>> {
  const place = join(cache, 'plaintext-at-caddy');
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const caddyfile = join(place, 'Caddyfile');
  writeFileSync(caddyfile, text.replace('{\n', '{\n\tlocal_certs\n\tskip_install_trust\n'));
  const hosts = join(place, 'hosts');
  writeFileSync(hosts, '127.0.0.1 localhost app api.e2e.test\n');
  const client = join(import.meta.dirname, 'support/plain-through-caddy.mjs');
  const printed = run(
    tool('bwrap') ?? '',
    [
      ...['--unshare-net', '--die-with-parent', '--dev-bind', '/', '/', '--ro-bind', hosts, '/etc/hosts'],
      ...[
        '--cap-add',
        'CAP_NET_BIND_SERVICE',
        process.execPath,
        client,
        tool('caddy') ?? '',
        caddyfile,
        place,
      ],
    ],
    place,
  );
  return JSON.parse(printed) as Readonly<Record<string, Seen>>;
}
