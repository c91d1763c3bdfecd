import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cache, generate, run } from './support/service.js';
import { lacking, skippedFor, tool } from './support/tools.js';

const needs = lacking('bwrap', 'caddy');
/** Caddy's clock runs so many times faster: its 60 seconds are two. */
const quickening = 30;
const streamMs = 5000;

/** One Caddyfile serves both targets, but for where the service is. */
describe.skipIf(needs.length > 0).each(['compose', 'systemd'])(
  `a stream of events behind the Caddyfile of %s${skippedFor(needs)}`,
  (target) => {
    let emitted: string;

    beforeAll(() => {
      const folder = generate(`streams-${target}`, ['--target', target]);
      emitted = readFileSync(join(folder, 'deploy/caddy/Caddyfile'), 'utf8');
    });

    it('goes on for longer than any time in it', () => {
      expect(Math.max(...times(emitted)) / quickening).toBeLessThan(streamMs);
      expect(streamThrough(emitted)).toEqual({ one: 'whole', two: 'whole' });
    });

    it('is cut by a limit on writing, which is why there is none', () => {
      const limited = emitted.replace('timeouts {\n', 'timeouts {\n\t\t\twrite 60s\n');
      expect(limited).not.toBe(emitted);
      expect(streamThrough(limited)).toEqual({ one: 'cut', two: 'cut' });
    });
  },
);

const duration = /\b(\d+)(s|m)$/gm;
const milliseconds = (count: string, unit: string): number => Number(count) * (unit === 's' ? 1000 : 60_000);
const times = (text: string): readonly number[] =>
  [...text.matchAll(duration)].map(([, count = '', unit = '']) => milliseconds(count, unit));

function streamThrough(text: string): unknown {
  const place = join(cache, 'streams-behind-caddy');
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const quick = text.replace(
    duration,
    (_, count: string, unit: string) => `${Math.round(milliseconds(count, unit) / quickening)}ms`,
  );
  const caddyfile = join(place, 'Caddyfile');
  writeFileSync(caddyfile, quick.replace('{\n', '{\n\tlocal_certs\n\tskip_install_trust\n'));
  const hosts = join(place, 'hosts');
  writeFileSync(hosts, '127.0.0.1 localhost app api.e2e.test\n');
  const printed = run(
    tool('bwrap') ?? '',
    [
      ...['--unshare-net', '--die-with-parent', '--dev-bind', '/', '/', '--ro-bind', hosts, '/etc/hosts'],
      ...['--cap-add', 'CAP_NET_BIND_SERVICE', process.execPath],
      ...[
        join(import.meta.dirname, 'support/stream-through-caddy.mjs'),
        tool('caddy') ?? '',
        caddyfile,
        place,
      ],
      String(streamMs),
    ],
    place,
  );
  return JSON.parse(printed) as unknown;
}
