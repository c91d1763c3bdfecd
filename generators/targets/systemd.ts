import type { Data } from '../../src/define/piece.js';
import { defineTarget, type TargetAnswers } from '../../src/define/target.js';
import { containerBuild } from '../container-build.js';
import { packageManagerCommands, upFrom } from '../../src/plan/package-managers.js';
import { beginSettings, deploymentName, optionalSecretsOf, secretsOf } from '../deployment.js';

/** Caddy runs on the same machine. */
const loopback = '127.0.0.1';

/** Settings that the unit sets itself, so that no settings file can get them wrong. */
const fixed = { HOST: loopback, PORT: '3000', TRUST_PROXY: loopback };

export const systemd = defineTarget({
  id: 'systemd',
  title: 'A virtual machine, with systemd',
  why: 'One server without containers: a sandboxed unit, encrypted credentials, HTTPS by Caddy',
  proxies: loopback,
  stopSeconds: 30,
  env: fixed,
  template: {
    head: [
      'Copy to .env.production, which git ignores, and fill in.',
      'deploy/systemd/install.sh copies it to the machine, and refuses it while it holds a secret.',
    ],
    secret: (file, need) =>
      need === 'needed'
        ? [
            `Not read here, leave it empty: install.sh makes it, as the encrypted credential ${file} of the unit.`,
          ]
        : [
            `Not read here, leave it empty: encrypt it as the credential ${file}, ` +
              'and name it in a drop-in of the unit, as',
            'deploy/systemd/README.md says.',
          ],
    decided: ['Not read here: deploy/systemd/app.service decides it.'],
  },
  layers: ['caddy'],
  contributes: {
    threats: [
      {
        stride: 'Elevation of privilege',
        threat: 'Code that got into the service reaches the host.',
        met:
          'A user of its own that owns nothing, a read-only file system, and only ' +
          'the system calls of a service: `deploy/systemd/app.service`.',
        shownBy: ['service-sandboxed'],
      },
    ],
  },
  data,
  controls: ['service-sandboxed', 'secrets-as-files'],
});

function data({ name, env, packageManager, pieces, within }: TargetAnswers): Data {
  const project = deploymentName(name);
  const secrets = env.filter(({ kind }) => kind === 'secret');
  return {
    project,
    begin: beginSettings(pieces),
    release: releaseOf({ packageManager, within }),
    /** Variables that the settings file must not contain. */
    withheld: ['NODE_ENV', ...Object.keys(fixed), ...secrets.map((one) => one.name)].join('|'),
    port: fixed.PORT,
    upstream: `${loopback}:${fixed.PORT}`,
    fixed: Object.entries(fixed).map(([variable, value]) => ({ name: variable, value })),
    secrets: secretsOf(env).map((one) => ({ ...one, project })),
    optionalSecrets: optionalSecretsOf(env).map((one) => ({ ...one, project })),
  };
}

/**
 * The files that install.sh takes, and how to build them. In a workspace most packages are installed at its
 * root; some managers also make a folder in the package.
 */
function releaseOf({ packageManager, within }: Pick<TargetAnswers, 'packageManager' | 'within'>): Data {
  const { ci, run } = packageManagerCommands[packageManager];
  const { install, prune } = containerBuild({ packageManager, within });
  const { workspace } = within;
  const root = upFrom(workspace);
  if (workspace === '')
    return {
      build: [ci, `${run} build`, prune],
      copied: '`dist`, `node_modules`, `package.json`',
      root: '$built',
      parts: 'dist node_modules package.json',
      more: [],
      prefix: '',
      folder: '',
    };
  return {
    build: [`(cd ${root} && ${install})`, `${run} build`, `(cd ${root} && ${prune})`],
    copied:
      `the \`node_modules\` of the workspace and, in this folder, ` +
      `\`dist\`, \`node_modules\` if there is one, \`package.json\``,
    root: `$(cd "$built/${root}" && pwd)`,
    parts: `node_modules ${workspace}/dist ${workspace}/package.json`,
    more: [`[ ! -d "$built/node_modules" ] || parts+=(${workspace}/node_modules)`],
    prefix: `${workspace}/`,
    folder: `/${workspace}`,
  };
}
