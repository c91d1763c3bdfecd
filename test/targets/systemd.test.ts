import { describe, expect, it } from 'vitest';
import { systemd as target } from '../../generators/targets/systemd.js';
import { packageManagerCommands } from '../../src/plan/package-managers.js';
import { lastOf, pairsOf, serviceUnitsOf, valuesOf } from '../../src/verify/subjects/unit.js';
import { builds, emittedOn, repoOf, shown } from '../support/emitted-on.js';

describe.each(builds)('target systemd with $packageManager on Node $node', (build) => {
  const { files, text, env, nodeFlags } = emittedOn('systemd', build);
  const [unit, ...others] = serviceUnitsOf(repoOf(files));
  if (unit === undefined || others.length > 0) throw new Error('Expected one unit.');
  const environment = new Map(
    valuesOf(unit, 'Environment').flatMap(({ value }) =>
      pairsOf(value).map((pair) => [pair.name, pair.value]),
    ),
  );
  const install = text('deploy/systemd/install.sh');
  const secrets = env.filter(({ kind }) => kind === 'secret');

  it('starts node itself, with the flags of the framework', () => {
    expect(lastOf(unit, 'ExecStart')).toBe(['/usr/bin/node', ...nodeFlags, 'dist/server.js'].join(' '));
    expect(lastOf(unit, 'WorkingDirectory')).toBe('/opt/scope-svc/current');
    expect(install).toContain(`v${build.node}.*)`);
  });

  it('decides four settings, and its settings file holds neither them nor a secret', () => {
    expect([...environment.keys()]).toEqual(['NODE_ENV', 'HOST', 'PORT', 'TRUST_PROXY']);
    const withheld = /grep -Ev '\^\((.*)\)='/.exec(install)?.[1]?.split('|') ?? [];
    expect(withheld).toEqual([...environment.keys(), ...secrets.map(({ name }) => name)]);
  });

  it('hands each secret over as an encrypted credential, which the script makes once', () => {
    const loaded = valuesOf(unit, 'LoadCredentialEncrypted').map(({ value }) => value.split(':'));
    expect(loaded.map(([name]) => name)).toContain('operations_token');
    for (const [name = '', path] of loaded) {
      expect(path).toBe(`/etc/credstore.encrypted/scope-svc.${name}`);
      expect(secrets.map((one) => one.name.toLowerCase())).toContain(name);
      expect(install).toContain(`  secret ${name}\n`);
    }
    const needed = secrets.filter(({ fallback }) => fallback === 'none' || fallback.in === 'development');
    expect(loaded).toHaveLength(needed.length);
  });

  it('refuses settings files that hold a secret', () => {
    for (const { name } of secrets)
      expect(install).toContain(`! grep -Eq '^${name}=.+' "$settings" ||\n    fail`);
  });

  it('listens where Caddy asks, and the firewall opens no other port', () => {
    const port = environment.get('PORT') ?? '';
    expect(text('deploy/caddy/Caddyfile')).toContain(
      `reverse_proxy ${environment.get('HOST') ?? ''}:${port} `,
    );
    expect(valuesOf(unit, 'SocketBindAllow').map(({ value }) => value)).toEqual([`tcp:${port}`]);
    const opened = text('deploy/systemd/nftables.conf').match(/dport .*? (?=accept|ct|ip6)/g);
    expect(opened).toEqual(['dport 546 ', 'dport { 80, 443 } ', 'dport 443 ', 'dport $ssh ']);
  });

  it('trusts Caddy, in the unit as in the production template', () => {
    expect(environment.get('TRUST_PROXY')).toBe(target.proxies);
    expect(shown(text('.env.production.template'), 'TRUST_PROXY')).toBe(target.proxies);
  });

  it('waits longer than the service drains', () => {
    const drain = Number(shown(text('.env.production.template'), 'SHUTDOWN_SECONDS'));
    expect(Number(lastOf(unit, 'TimeoutStopSec'))).toBe(target.stopSeconds);
    expect(drain).toBeLessThan(target.stopSeconds);
  });

  it('reaches this machine only', () => {
    expect(valuesOf(unit, 'IPAddressDeny').map(({ value }) => value)).toEqual(['any']);
    expect(valuesOf(unit, 'IPAddressAllow').map(({ value }) => value)).toEqual(['localhost']);
  });

  it('installs by a script that stops at the first fault and downloads nothing', () => {
    expect(install.startsWith('#!/usr/bin/env bash\n')).toBe(true);
    expect(install).toContain('\nset -euo pipefail\n');
    expect(install).not.toMatch(/\b(curl|wget|npm|npx)\b/);
  });

  it('says how to build, in the words of the package manager', () => {
    const readme = text('deploy/systemd/README.md');
    expect(readme).toContain(packageManagerCommands[build.packageManager].ci);
    expect(readme).toContain(`${packageManagerCommands[build.packageManager].run} build`);
  });

  it('emits nothing of a container', () => {
    const foreign = [...files.keys()].filter((path) =>
      /Dockerfile|healthcheck|compose|kubernetes/i.test(path),
    );
    expect(foreign).toEqual([]);
  });
});
