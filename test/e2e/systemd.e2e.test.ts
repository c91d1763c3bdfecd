import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignmentsOf, lastOf, pairsOf, valuesOf, type Unit } from '../../src/verify/subjects/unit.js';
import { makeMachine, type Machine } from './support/machine.js';
import { generate, install, run } from './support/service.js';
import { lacking, skippedFor, tool } from './support/tools.js';

const needs = [
  ...lacking('bwrap', 'setpriv', 'openssl', 'tar'),
  ...(process.getuid?.() === 0 ? [] : ['root']),
  ...(existsSync('/usr/bin/node') ? [] : ['/usr/bin/node']),
];

/**
 * The emitted script installs what was built; then the emitted unit's command runs it, confined as far as
 * that goes without systemd.
 */
describe.skipIf(needs.length > 0)(`a machine of target systemd${skippedFor(needs)}`, () => {
  // Readable for the user of the unit, who may not enter the folders of whoever runs the tests.
  const place = needs.length > 0 ? '' : mkdtempSync(join(tmpdir(), 'rampart-machine-'));
  const service = join(place, 'service');
  const settings = join(service, '.env.production');
  const script = join(service, 'deploy/systemd/install.sh');
  let machine: Machine;

  beforeAll(() => {
    chmodSync(place, 0o755);
    const folder = generate('on-machine', ['--framework', 'express', '--target', 'systemd']);
    install(folder);
    run('npm', ['run', 'build'], folder);
    cpSync(folder, service, { recursive: true, filter: (path) => !path.endsWith('node_modules') });
    run('npm', ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], service);
    const template = readFileSync(join(service, '.env.production.template'), 'utf8');
    writeFileSync(settings, template.replace(/^PUBLIC_ORIGIN=$/m, 'PUBLIC_ORIGIN=https://api.e2e.test'));
    machine = makeMachine(join(place, 'machine'), 'v26.11.1');
  });
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  const unitFile = (): Unit => {
    const path = join(machine.place, 'etc/systemd/system/on-machine.service');
    return { path, assignments: assignmentsOf(readFileSync(path, 'utf8')) };
  };
  const home = (): string => join(machine.place, 'opt/on-machine');

  it('is installed: the release, the unit, the proxy, the firewall, settings without secrets, a secret', () => {
    expect(machine.run(script)).toMatchObject({ code: 0 });
    const paths = Object.keys(machine.state()).filter((path) => !path.includes('/releases/'));
    expect(paths.sort()).toEqual([
      '/etc/caddy/Caddyfile',
      '/etc/credstore.encrypted/on-machine.operations_token',
      '/etc/group',
      '/etc/nftables.conf',
      '/etc/on-machine/settings',
      '/etc/passwd',
      '/etc/ssh-ports',
      '/etc/systemd/system/caddy.service.d/on-machine.conf',
      '/etc/systemd/system/on-machine.service',
    ]);
    const installed = parseEnv(readFileSync(join(machine.place, 'etc/on-machine/settings'), 'utf8'));
    expect(installed).toMatchObject({ PUBLIC_ORIGIN: 'https://api.e2e.test', LOG_LEVEL: 'info' });
    for (const name of ['NODE_ENV', 'HOST', 'PORT', 'TRUST_PROXY', 'OPERATIONS_TOKEN'])
      expect(installed).not.toHaveProperty(name);
    expect(machine.calls()).toContain(
      'systemd-creds encrypt --name=operations_token - /etc/credstore.encrypted/on-machine.operations_token',
    );
  });

  it('holds a release that belongs to root and that nobody can change', () => {
    const current = join(home(), readlinkSync(join(home(), 'current')));
    const entries = readdirSync(current, { recursive: true, encoding: 'utf8' }).map((name) =>
      join(current, name),
    );
    expect(entries.length).toBeGreaterThan(50);
    const loose = entries.filter((path) => {
      const { uid, mode } = lstatSync(path);
      return uid !== 0 || (!lstatSync(path).isSymbolicLink() && (mode & 0o022) !== 0);
    });
    expect(loose).toEqual([]);
  });

  it('is the same after a second run, secrets and times included', () => {
    const before = machine.state();
    expect(machine.run(script)).toMatchObject({ code: 0 });
    expect(machine.state()).toEqual(before);
  });

  it('gets another release beside the first, and a copy of each file of /etc that was replaced', () => {
    const first = readlinkSync(join(home(), 'current'));
    writeFileSync(join(service, 'dist/new.js'), '');
    writeFileSync(settings, readFileSync(settings, 'utf8').replace('LOG_LEVEL=info', 'LOG_LEVEL=warn'));
    expect(machine.run(script)).toMatchObject({ code: 0 });
    const second = readlinkSync(join(home(), 'current'));
    expect(second).not.toBe(first);
    expect(
      readdirSync(join(home(), 'releases'))
        .map((name) => `releases/${name}`)
        .sort(),
    ).toEqual([first, second].sort());
    expect(Object.keys(machine.state())).toContain('/etc/on-machine/settings.~1~');
  });

  it.each<[string, string, () => void]>([
    [
      'a secret among the settings',
      'OPERATIONS_TOKEN is a secret',
      () => writeFileSync(settings, `${readFileSync(settings, 'utf8')}\nOPERATIONS_TOKEN=x\n`),
    ],
    [
      'an origin without TLS',
      'must begin with https://',
      () => writeFileSync(settings, 'PUBLIC_ORIGIN=http://api.e2e.test\n'),
    ],
    [
      'sshd on another port',
      'sshd listens on 2222',
      () => writeFileSync(join(machine.place, 'etc/ssh-ports'), 'port 2222\n'),
    ],
    [
      'development dependencies',
      'holds development dependencies',
      () => void mkdirSync(join(service, 'node_modules/typescript')),
    ],
    [
      'another line of Node',
      'is v24.1.0',
      () => writeFileSync(join(machine.place, 'bin/node'), '#!/bin/sh\necho v24.1.0\n'),
    ],
  ])('is left alone when there is %s', (_name, message, spoil) => {
    const kept = [settings, join(machine.place, 'etc/ssh-ports'), join(machine.place, 'bin/node')].map(
      (path) => [path, readFileSync(path)] as const,
    );
    spoil();
    try {
      const before = machine.state();
      const { code, text } = machine.run(script);
      expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining(message) as string });
      expect(machine.state()).toEqual(before);
    } finally {
      for (const [path, bytes] of kept) writeFileSync(path, bytes);
      rmSync(join(service, 'node_modules/typescript'), { recursive: true, force: true });
    }
  });

  it(
    'runs the service by the command of the unit: read-only, ' +
      'another user, its secret from $CREDENTIALS_DIRECTORY',
    () => {
      const unit = unitFile();
      const credentials = join(place, 'credentials');
      mkdirSync(credentials, { mode: 0o700 });
      const token = join(credentials, 'operations_token');
      writeFileSync(token, `${randomBytes(36).toString('base64')}\n`, { mode: 0o400 });
      for (const path of [credentials, token]) chownSync(path, 61000, 61000);
      const environment = {
        ...Object.fromEntries(
          valuesOf(unit, 'Environment')
            .flatMap(({ value }) => pairsOf(value))
            .map((pair) => [pair.name, pair.value]),
        ),
        ...parseEnv(readFileSync(join(machine.place, 'etc/on-machine/settings'), 'utf8')),
        CREDENTIALS_DIRECTORY: '/run/credentials/on-machine.service',
      };
      const command = (lastOf(unit, 'ExecStart') ?? '').split(' ');
      expect(command[0]).toBe('/usr/bin/node');
      const client = join(import.meta.dirname, 'support/run-unit.mjs');
      const done = spawnSync(
        tool('setpriv') ?? '',
        [
          ...[
            '--reuid=61000',
            '--regid=61000',
            '--clear-groups',
            '--inh-caps=-all',
            '--bounding-set=-all',
            '--no-new-privs',
          ],
          ...[
            tool('bwrap') ?? '',
            '--unshare-all',
            '--die-with-parent',
            '--cap-drop',
            'ALL',
            '--ro-bind',
            '/',
            '/',
          ],
          ...[
            '--proc',
            '/proc',
            '--dev',
            '/dev',
            '--tmpfs',
            '/tmp',
            '--tmpfs',
            '/run',
            '--tmpfs',
            '/opt',
            '--tmpfs',
            '/mnt',
          ],
          ...[
            '--ro-bind',
            credentials,
            environment.CREDENTIALS_DIRECTORY,
            '--ro-bind',
            home(),
            '/opt/on-machine',
          ],
          ...['--ro-bind', client, '/mnt/run-unit.mjs', '--ro-bind', process.execPath, '/mnt/node'],
          ...['--chdir', lastOf(unit, 'WorkingDirectory') ?? '', '--clearenv'],
          ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value ?? '']),
          ...['/mnt/node', '/mnt/run-unit.mjs', JSON.stringify(['/mnt/node', ...command.slice(1)])],
        ],
        { encoding: 'utf8', timeout: 90_000 },
      );
      expect(done.status, done.stderr).toBe(0);
      expect(JSON.parse(done.stdout)).toMatchObject({
        alive: 200,
        operator: 200,
        stranger: 401,
        plaintext: 403,
        tokenInEnvironment: 'no',
        code: 0,
      });
    },
  );
});
