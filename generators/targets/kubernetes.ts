import type { Data } from '../../src/define/piece.js';
import { defineTarget, type TargetAnswers } from '../../src/define/target.js';
import { containerData, containerIgnores, containerPort, nodeLine } from '../container-build.js';
import { deploymentName, optionalSecretsOf, secretsOf, settingsOf } from '../deployment.js';

/** One hop: the network policy lets only the gateway connect. */
const gateway = '1';

/** Settings that the deployment sets itself, so that no overlay can get them wrong. */
const fixed = {
  HOST: '0.0.0.0',
  PORT: containerPort,
  TRUST_PROXY: gateway,
  KEEP_ALIVE_SECONDS: '3660', // Envoy, which most gateways are, keeps a connection for an hour
};

/** Until the gateway knows that a pod is stopping. Its requests are still answered. */
const preStopSeconds = 5;

/** A digest that no image has, so that no registry can serve it until the user names an image. */
const noDigest = `sha256:${'0'.repeat(64)}`;

export const kubernetes = defineTarget({
  id: 'kubernetes',
  title: 'Kubernetes, with Kustomize',
  why: 'Plain manifests for a cluster that you have: restricted pods, nothing in or out unless named',
  proxies: gateway,
  stopSeconds: 35,
  env: fixed,
  template: {
    head: [
      'The variables of production, as a list: on Kubernetes nothing reads such a file. Settings are literals of',
      'deploy/kubernetes/overlays/<environment>/kustomization.yaml, and secrets come from your store.',
    ],
    secret: (file, need) =>
      need === 'needed'
        ? [`In your store, as ${file}: deploy/kubernetes/README.md.`]
        : [`In your store, as ${file}, and named in the manifests that deploy/kubernetes/README.md lists.`],
    decided: ['Decided by deploy/kubernetes/base/deployment.yaml.'],
  },
  layers: ['container'],
  contributes: {
    dockerignore: containerIgnores,
    updates: [{ ecosystem: 'docker', directory: '/', ignore: nodeLine }],
    threats: [
      {
        stride: 'Elevation of privilege',
        threat: 'Code that got into the service reaches the node or its neighbours.',
        met:
          'A restricted pod, and no connection that is not named: ' +
          '`deploy/kubernetes/base/deployment.yaml`, ' +
          '`deploy/kubernetes/base/networkpolicy.yaml`.',
        shownBy: ['pods-restricted', 'network-default-deny'],
      },
    ],
  },
  data,
  controls: [
    'container-hardening',
    'images-pinned',
    'pods-restricted',
    'network-default-deny',
    'secrets-as-files',
  ],
});

function data(answers: TargetAnswers): Data {
  const { name, env } = answers;
  const project = deploymentName(name);
  const optional = optionalSecretsOf(env);
  return {
    ...containerData(answers),
    /** Kubernetes ignores a HEALTHCHECK: deployment.yaml has its own probes. */
    health: [],
    project,
    image: `registry.invalid/${project}`,
    noDigest,
    preStopSeconds,
    fixed: Object.entries(fixed).map(([variable, value]) => ({ name: variable, value })),
    settings: settingsOf(env, ['NODE_ENV', 'PUBLIC_ORIGIN', ...Object.keys(fixed)]),
    secrets: secretsOf(env).map((one, index) => ({ ...one, index, project })),
    optionalSecrets: optional,
    /** Optional secrets are addresses of other services, or keys for them. */
    calls: optional.length === 0 ? '' : `, such as that of ${optional.map((one) => one.name).join(', ')}`,
  };
}
