import type { Data } from '../../src/define/piece.js';
import { defineTarget, type TargetAnswers } from '../../src/define/target.js';
import { containerBuilds } from '../container-build.js';
import { beginSettings, deploymentName, optionalSecretsOf, secretsOf } from '../deployment.js';

/** Caddy runs on the same machine. */
const loopback = '127.0.0.1';

/** Settings that the unit decides, so that no settings file can get them wrong. */
const fixed = { HOST: loopback, PORT: '3000', TRUST_PROXY: loopback };

export const systemd = defineTarget({
  id: 'systemd',
  title: 'A virtual machine, with systemd',
  why: 'One server without containers: a sandboxed unit, encrypted credentials, HTTPS by Caddy',
  proxies: loopback,
  stopSeconds: 30,
  env: fixed,
  layers: ['caddy'],
  contributes: {
    threats: [
      {
        stride: 'Elevation of privilege',
        threat: 'Code that got into the service reaches the host.',
        met: 'A user of its own that owns nothing, a read-only file system, and only the system calls of a service: `deploy/systemd/app.service`.',
        shownBy: ['service-sandboxed'],
      },
    ],
  },
  data,
  controls: ['service-sandboxed', 'secrets-as-files'],
});

function data({ name, env, packageManager, pieces }: TargetAnswers): Data {
  const project = deploymentName(name);
  const secrets = env.filter(({ kind }) => kind === 'secret');
  return {
    project,
    begin: beginSettings(pieces),
    prune: containerBuilds[packageManager].prune,
    /** Variables that the settings file must not hold. */
    withheld: ['NODE_ENV', ...Object.keys(fixed), ...secrets.map((one) => one.name)].join('|'),
    port: fixed.PORT,
    upstream: `${loopback}:${fixed.PORT}`,
    fixed: Object.entries(fixed).map(([variable, value]) => ({ name: variable, value })),
    secrets: secretsOf(env).map((one) => ({ ...one, project })),
    optionalSecrets: optionalSecretsOf(env).map((one) => ({ ...one, project })),
  };
}
