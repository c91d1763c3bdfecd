import { alone } from '../../src/define/answers.js';
import { packageManagerCommands } from '../../src/plan/package-managers.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { imagePin, pins } from '../../generators/pins.js';
import { compose as target } from '../../generators/targets/compose.js';
import { targets } from '../../generators/targets/index.js';
import { nodeLines, packageManagers } from '../../src/define/words.js';
import { composeNew } from '../../src/plan/compose-service.js';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import { builds, emittedOn } from '../support/emitted-on.js';

interface Service {
  readonly image?: string;
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly secrets?: readonly string[];
  readonly networks?: readonly string[];
  readonly ports?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly [key: string]: unknown;
}

interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<
    Record<string, { readonly internal?: boolean; readonly ipam?: { config: { subnet: string }[] } }>
  >;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const catalogue = loadCatalogue();
const flags = catalogue.frameworks.find(({ id }) => id === 'express')?.nodeFlags ?? [];
const combinations = packageManagers.flatMap((packageManager) =>
  nodeLines.map((node) => ({ packageManager, node })),
);

describe.each(combinations)('target compose with $packageManager on Node $node', (answers) => {
  const files = emit(answers);
  const stages = parseDockerfile(files.get('Dockerfile') ?? '');
  const runtime = stages.at(-1) ?? [];
  const compose = parse(files.get('deploy/compose/compose.yaml') ?? '') as ComposeFile;
  const app = compose.services.app ?? {};

  it('names only images of the table, by digest where one is confirmed', () => {
    const names = stages.map((stage) => (argumentOf(stage, 'FROM') ?? '').split(' '));
    const own = names.map(([, , alias]) => alias);
    const used = [
      ...names.map(([name = '']) => name).filter((name) => !own.includes(name)),
      ...Object.values(compose.services).flatMap(({ image }) => image ?? []),
    ];
    expect(used.length).toBeGreaterThanOrEqual(3);
    for (const reference of used) {
      const [, name = '', tag = '', digest] = /^(.+?):([^@:]+)(?:@(.+))?$/.exec(reference) ?? [];
      expect({ reference, digest }).toEqual({ reference, digest: imagePin(name, tag).digest });
    }
  });

  it('runs as a numeric user, by exec forms, with a health check that needs no curl', () => {
    expect(argumentOf(runtime, 'USER')).toBe('10001:10001');
    expect(json(argumentOf(runtime, 'ENTRYPOINT'))).toEqual(['node']);
    expect(json(argumentOf(runtime, 'CMD'))).toEqual([...flags, 'dist/server.js']);
    expect(argumentOf(runtime, 'HEALTHCHECK')).toContain('CMD ["node", "dist/healthcheck.js"]');
    expect(argumentOf(runtime, 'ENV')).toContain('NODE_ENV=production');
    expect(files.has('src/healthcheck.ts')).toBe(true);
  });

  it('installs from the lockfile, runs no install script, and takes no build argument', () => {
    const all = stages.flat();
    expect(all.filter(([name]) => name === 'ARG')).toEqual([]);
    const lockfiles = all.filter(([name, text]) => name === 'COPY' && /lock/.test(text));
    expect(lockfiles).toHaveLength(1);
    const installs = all.filter(
      ([name, text]) => name === 'RUN' && /\b(npm|pnpm|bun) (ci|install)\b/.test(text),
    );
    for (const [, text] of installs) expect(text).toContain('--ignore-scripts');
    expect(runtime.filter(([name]) => name === 'RUN')).toEqual([]);
    expect(argumentOf(runtime, 'COPY')).toBe('--from=build --chown=0:0 /image ./');
  });

  it.each([
    ['package.json', 'in'],
    ['tsconfig.build.json', 'in'],
    ['src/server.ts', 'in'],
    ['src/security/env.ts', 'in'],
    ['.env', 'out'],
    ['.env.production', 'out'],
    ['src/.env', 'out'],
    ['src/deep/.env.local', 'out'],
    ['src/tls/server.key', 'out'],
    ['src/server.pem', 'out'],
    ['deploy/compose/secrets/operations_token', 'out'],
    ['deploy/compose/certificates/caddy/acme/key', 'out'],
    ['.git/config', 'out'],
    // What decides what is installed counts here too.
    ['deploy/.npmrc', 'out'],
    ['test/app.test.ts', 'out'],
  ])('lets nothing of the machine into the build but sources: %s is %s', (path, place) => {
    expect(inBuild(files.get('.dockerignore') ?? '', path)).toBe(place);
  });

  it('lets the settings of its own package manager into the build, and no others', () => {
    const settings = ['.npmrc', 'pnpm-workspace.yaml', '.yarnrc.yml', 'bunfig.toml'];
    const own = settings.filter((path) => inBuild(files.get('.dockerignore') ?? '', path) === 'in');
    expect(own).toEqual([packageManagerCommands[answers.packageManager].settings]);
  });

  it('hardens every service, and only Caddy can be reached', () => {
    for (const [name, service] of Object.entries(compose.services)) {
      expect(service, name).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        user: expect.stringMatching(/^[1-9]\d*:[1-9]\d*$/) as string,
      });
      for (const limit of ['pids_limit', 'mem_limit', 'memswap_limit', 'cpus', 'restart', 'logging'])
        expect(service[limit], `${name}: ${limit}`).toBeDefined();
      for (const network of service.networks ?? []) expect(Object.keys(compose.networks)).toContain(network);
    }
    expect(
      Object.keys(compose.services).filter((name) => compose.services[name]?.ports !== undefined),
    ).toEqual(['caddy']);
    expect(app).toMatchObject({ user: '10001:10001', init: true });
    expect(compose.services.caddy?.user).not.toBe(app.user);
    expect(app.networks).not.toContain('public');
    expect(compose.networks.edge?.internal).toBe(true);
  });

  it('trusts the network of Caddy, in the Compose file as in the production template', () => {
    const subnet = compose.networks.edge?.ipam?.config[0]?.subnet;
    expect(subnet).toBe(target.proxies);
    expect(app.environment?.TRUST_PROXY).toBe(subnet);
    expect(files.get('.env.production.template')).toContain(`TRUST_PROXY=${subnet ?? ''}`);
  });

  it('hands every setting over by name and every secret as a file', () => {
    const { settings, secrets } = environment();
    const names = Object.keys(app.environment ?? {});
    expect(settings.filter((name) => !names.includes(name))).toEqual([]);
    expect(secrets.filter((name) => names.includes(name))).toEqual([]);
    const handed = names
      .filter((name) => name.endsWith('_FILE'))
      .map((name) => name.slice(0, -'_FILE'.length));
    expect(handed).toContain('OPERATIONS_TOKEN');
    expect(handed.map((name) => name.toLowerCase())).toEqual(app.secrets);
    expect(Object.keys(compose.secrets)).toEqual(app.secrets);
    expect(files.get('.gitignore')).toContain('deploy/compose/secrets/');
    expect(files.get('.gitignore')).toContain('deploy/compose/certificates/');
  });

  it('waits longer than the service drains, and Caddy asks the port that it listens on', () => {
    const drain = /^# *SHUTDOWN_SECONDS=(\d+)|^SHUTDOWN_SECONDS=(\d+)/m.exec(
      files.get('.env.production.template') ?? '',
    );
    expect(Number.parseInt(String(app.stop_grace_period), 10)).toBe(target.stopSeconds);
    expect(Number(drain?.[1] ?? drain?.[2])).toBeLessThan(target.stopSeconds);
    expect(files.get('deploy/caddy/Caddyfile')).toContain(
      `reverse_proxy app:${app.environment?.PORT ?? ''} `,
    );
  });
});

describe('target compose', () => {
  it('gives contributed services a network without a way out', () => {
    const data = target.data({
      name: '@scope/My.Service',
      node: '26',
      packageManager: 'npm',
      within: alone,
      pieces: [],
      env: [],
      services: [{ name: 'store', yaml: 'image: x\nnetworks: [data]\n' }],
    });
    expect(data).toMatchObject({
      project: 'scope-my-service',
      services: [{ name: 'store', yaml: '    image: x\n    networks: [data]' }],
      networks: ['edge', 'data'],
      privateNetworks: ['data'],
    });
  });
});

describe('the table of pins', () => {
  const rows = [...pins.images, ...pins.actions];

  it('has no row that nothing emits', () => {
    const texts = targets.flatMap(({ id }) =>
      builds.flatMap((build) => [...emittedOn(id, build).files.values()]),
    );
    const emits = (words: string): boolean => texts.some((text) => text.includes(words));
    const unused = [
      ...pins.images.filter(({ name, tag }) => !emits(`${name}:${tag}`)),
      ...pins.actions.filter(({ sha }) => !emits(`@${sha}`)),
    ];
    expect(unused.map(({ name, tag }) => `${name} ${tag}`)).toEqual([]);
  });

  it('names whole digests and commits; an image that is not confirmed has none', () => {
    for (const { name, digest = 'none' } of pins.images)
      expect(digest, name).toMatch(/^(?:sha256:[0-9a-f]{64}|none)$/);
    for (const { name, sha } of pins.actions) expect(sha, name).toMatch(/^[0-9a-f]{40}$/);
  });

  it('says for each row its release and when it was seen, and names no other project', () => {
    for (const { name, tag, seen, note = '', ...pin } of rows) {
      expect(Object.keys(pin), name).toEqual('digest' in pin ? ['digest'] : 'sha' in pin ? ['sha'] : []);
      expect(tag, name).not.toBe('');
      expect(seen, name).toMatch(/^20\d\d-\d\d(?:-\d\d)?$/);
      expect(note, name).not.toMatch(/[\w-]+\/[\w-]+/);
    }
    expect(new Set(rows.map(({ name, tag }) => `${name}:${tag}`)).size).toBe(rows.length);
  });
});

type Instruction = readonly [name: string, text: string];

function emit({ packageManager, node }: (typeof combinations)[number]): ReadonlyMap<string, string> {
  const pieces = catalogue.pieces.map(({ id }) => id);
  const emitted = composeNew({
    answers: {
      name: 'svc',
      framework: 'express',
      target: 'compose',
      preset: 'full',
      pieces,
      options: {},
      packageManager,
      node,
    },
    catalogue,
    secret: () => 'hQ8vXn2mRt5yLc9wZk4sBf7gJd3pAeu6oViTxMzKqNbE',
  });
  return new Map(emitted.map(({ path, text }) => [path, text]));
}

/** Instructions by stage: continued lines joined, comments dropped. */
function parseDockerfile(text: string): readonly (readonly Instruction[])[] {
  const stages: Instruction[][] = [];
  for (const line of text.replace(/\\\n\s*/g, '').split('\n')) {
    const [, name, rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (name === undefined) continue;
    if (name === 'FROM') stages.push([]);
    stages.at(-1)?.push([name, rest]);
  }
  return stages;
}

const argumentOf = (stage: readonly Instruction[], name: string): string | undefined =>
  stage.find(([found]) => found === name)?.[1];

const json = (text: string | undefined): unknown => JSON.parse(text ?? 'null');

function environment(): { settings: readonly string[]; secrets: readonly string[] } {
  const express = catalogue.frameworks.find(({ id }) => id === 'express');
  const env = [...(express?.env ?? []), ...catalogue.pieces.flatMap((piece) => piece.env ?? [])];
  const named = (kind: string): readonly string[] =>
    env.filter((one) => one.kind === kind).map(({ name }) => name);
  return { settings: named('setting'), secrets: named('secret') };
}

/** As Docker reads its ignore file: a rule fits a path or a folder above it, and the last one that fits decides. */
function inBuild(ignore: string, path: string): 'in' | 'out' {
  const rules = ignore.split('\n').filter((line) => /^[^#]/.test(line));
  const names = path.split('/');
  const above = names.map((_, index) => names.slice(0, index + 1).join('/'));
  const last = rules.findLast((rule) => {
    const pattern = rule.replace(/^!/, '').replace(/\/$/, '');
    return above.some((part) => matchesGlob(part, pattern));
  });
  return last === undefined || last.startsWith('!') ? 'in' : 'out';
}

function matchesGlob(path: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*/g, (stars) => (stars === '*' ? '[^/]*' : '(?:.*/)?'));
  return new RegExp(`^${source}$`).test(path);
}
