import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageManagers, type PackageManager } from '../../src/define/words.js';
import { packageManagerCommands } from '../../src/plan/package-managers.js';
import { buildImage, type Image } from './support/container.js';
import { start } from './support/jail.js';
import { lockCommand, withManager } from './support/managers.js';
import { cache, cli, freePort, generate, run } from './support/service.js';
import { sampled } from './support/sample.js';
import { lacking, skippedFor } from './support/tools.js';

/**
 * The image of a service, built with each package manager, where it stands alone and as a package of a
 * workspace: it holds the service and its own production dependencies, nothing of its neighbours, and it
 * answers.
 */
const needs = [
  ...lacking('buildah', 'bwrap', 'setpriv', 'ldd'),
  ...(process.getuid?.() === 0 ? [] : ['root']),
];

const cases = packageManagers.flatMap((manager) =>
  (['alone', 'member'] as const).map((seat) => ({ manager, seat, name: `${manager}-${seat}` })),
);

/** Only its neighbour wants this one. */
const neighbours = 'is-odd';

describe.skipIf(needs.length > 0).each(sampled(cases, ({ name }) => name))(
  `the image built with $manager, $seat${skippedFor(needs)}`,
  ({ manager, seat, name }) => {
    const place = needs.length > 0 ? '' : mkdtempSync(join(tmpdir(), 'rampart-managers-'));
    const member = seat === 'member' ? 'apps/api' : '';
    let context = '';
    let image: Image;

    beforeAll(() => {
      chmodSync(place, 0o755);
      context = seat === 'member' ? workspace(name, manager) : single(name, manager);
      withManager(manager, lockCommand[manager], context);
      image = buildImage(context, join(place, 'root'), member);
    });
    afterAll(() => rmSync(place, { recursive: true, force: true }));

    it('holds the built service and its production dependencies, and nothing else', () => {
      const root = join(image.root, 'service');
      const own = join(root, member);
      expect(readdirSync(own).sort()).toEqual(['dist', 'node_modules', 'package.json']);
      if (member !== '') expect(readdirSync(root).sort()).toEqual(['apps', 'node_modules']);
      const manifest = JSON.parse(readFileSync(join(context, member, 'package.json'), 'utf8')) as Record<
        'dependencies' | 'devDependencies',
        Record<string, string>
      >;
      const isThere = (dependency: string): boolean =>
        [own, root].some((folder) => existsSync(join(folder, 'node_modules', dependency, 'package.json')));
      expect(Object.keys(manifest.dependencies).filter((one) => !isThere(one))).toEqual([]);
      expect(Object.keys(manifest.devDependencies).filter(isThere)).toEqual([]);
      const all = readdirSync(root, { recursive: true, encoding: 'utf8' });
      const unwanted = new RegExp(
        `node_modules/(?:typescript|eslint|vitest|${neighbours}|web)/package\\.json$|/\\.env`,
      );
      expect(all.filter((path) => unwanted.test(path) || path.includes('/src/app.ts'))).toEqual([]);
    });

    it('answers, as the user that it names', async () => {
      const port = await freePort();
      const secrets = join(place, 'secrets');
      mkdirSync(secrets, { mode: 0o711 });
      const secret = join(secrets, 'operations_token');
      writeFileSync(secret, randomBytes(36).toString('base64'), { mode: 0o400 });
      chownSync(secret, 10001, 10001);
      const env = {
        ...Object.fromEntries(
          image.config.Env.map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]),
        ),
        HOST: '127.0.0.1',
        PORT: String(port),
        PUBLIC_ORIGIN: 'https://api.e2e.test',
        OPERATIONS_TOKEN_FILE: '/run/secrets/operations_token',
      };
      const jail = { root: image.root, secrets, workdir: image.config.WorkingDir, env };
      const child = start(jail, [...image.config.Entrypoint, ...image.config.Cmd]);
      let text = '';
      child.stdout?.on('data', (data: Buffer) => (text += data.toString()));
      child.stderr?.on('data', (data: Buffer) => (text += data.toString()));
      try {
        await expect
          .poll(
            () =>
              fetch(`http://127.0.0.1:${String(port)}/livez`).then(
                ({ status }) => status,
                () => text,
              ),
            {
              timeout: 20_000,
            },
          )
          .toBe(200);
      } finally {
        const gone = once(child, 'exit');
        child.kill('SIGKILL');
        await gone;
      }
    });

    // yarn and bun install what is in the lockfile whatever its age; the guide says so.
    it.skipIf(manager === 'yarn' || manager === 'bun')(
      'is not built from versions that the policy refuses',
      () => {
        const settings = join(context, packageManagerCommands[manager].settings);
        const policy = readFileSync(settings, 'utf8');
        const old = policy
          .replace(/^(min-release-age=).*$/m, '$15000')
          .replace(/^(minimumReleaseAge: ).*$/m, '$17200000');
        expect(old).not.toBe(policy);
        writeFileSync(settings, old);
        try {
          expect(() => buildImage(context, join(place, 'refused'), member)).toThrow(
            /No matching version|minimumReleaseAge|MINIMUM_RELEASE_AGE/,
          );
        } finally {
          writeFileSync(settings, policy);
        }
      },
    );
  },
);

const flags = (manager: PackageManager): readonly string[] => [
  '--package-manager',
  manager,
  '--target',
  'compose',
];

/** Yarn takes a folder below another package.json for a project of its own only with a lockfile in it. */
function single(name: string, manager: PackageManager): string {
  const folder = generate(`managers-${name}`, flags(manager));
  if (manager === 'yarn') writeFileSync(join(folder, 'yarn.lock'), '');
  return folder;
}

/** A workspace with a neighbour that wants a package of its own, and the service made in it. */
function workspace(name: string, manager: PackageManager): string {
  const folder = join(cache, `managers-${name}`);
  rmSync(folder, { recursive: true, force: true });
  const root = { name: 'acme', private: true, ...(manager !== 'pnpm' && { workspaces: ['apps/*'] }) };
  const files: Readonly<Record<string, string>> = {
    'package.json': JSON.stringify(root),
    'apps/web/package.json': JSON.stringify({
      name: 'web',
      version: '1.0.0',
      private: true,
      dependencies: { [neighbours]: '3.0.1' },
    }),
    ...(manager === 'pnpm' && { 'pnpm-workspace.yaml': 'packages: [apps/*]\n' }),
    ...(manager === 'yarn' && { 'yarn.lock': '' }),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  run('git', ['init', '--quiet'], folder);
  run(
    process.execPath,
    [cli, 'new', 'apps/api', '--yes', '--preset', 'full', '--no-install', ...flags(manager)],
    folder,
  );
  return folder;
}
