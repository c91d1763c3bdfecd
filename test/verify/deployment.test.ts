import { describe, expect, it } from 'vitest';
import { probeById } from '../../src/verify/probes/index.js';
import { factsOf } from '../../src/verify/subjects/repo-facts.js';
import { stacksOf } from '../../src/verify/subjects/kustomize.js';
import { assignmentsOf, pairsOf } from '../../src/verify/subjects/unit.js';
import { repoOf } from '../support/emitted-on.js';

/** Probes of what is deployed, on repositories that rampart did not write. */
type Files = Readonly<Record<string, string>>;
const repo = (files: Files) => repoOf(new Map(Object.entries(files)));

async function look(id: string, files: Files): Promise<string> {
  const probe = probeById.get(id);
  if (probe === undefined) throw new Error(id);
  const findings = probe.read((await probe.exercise(repo(files) as never)) as never);
  return findings.map(({ outcome }) => outcome).find((outcome) => outcome !== 'pass') ?? 'pass';
}

const yaml = (...documents: readonly object[]): string =>
  documents.map((document) => JSON.stringify(document)).join('\n---\n');

const confined = {
  name: 'api',
  image: 'a',
  resources: { limits: { memory: '1Gi' } },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
};

const podSpec = {
  automountServiceAccountToken: false,
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [confined],
};

const deployment = (spec: object = podSpec, namespace?: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'api', namespace },
  spec: { template: { metadata: { labels: { app: 'api' } }, spec } },
});
const cronJob = (spec: object) => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name: 'nightly' },
  spec: { jobTemplate: { spec: { template: { spec } } } },
});
const withEnv = (...env: readonly object[]) => deployment({ ...podSpec, containers: [{ ...confined, env }] });
const policy = (spec: object) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'p' },
  spec,
});
const denial = policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
const kustomization = (fields: object) => yaml({ resources: ['all.yaml'], ...fields });

const unit = (...lines: readonly string[]) =>
  ['[Unit]', 'Description=x', '[Service]', 'ExecStart=/usr/bin/node server.js', ...lines, ''].join('\n');
const sandbox = [
  'DynamicUser=yes',
  'CapabilityBoundingSet=',
  'ProtectSystem=strict',
  'ProtectHome=yes',
  'PrivateDevices=true',
  'ProtectKernelTunables=1',
  'ProtectKernelModules=on',
  'ProtectControlGroups=yes',
  'LockPersonality=yes',
  'RestrictNamespaces=yes',
  'RestrictAddressFamilies=AF_INET AF_INET6',
  'SystemCallFilter=@system-service',
];

describe.each<[string, string, Files, string]>([
  ['pods-are-restricted', 'none', { 'a.yaml': 'kind: x' }, 'inconclusive'],
  [
    'pods-are-restricted',
    'nothing said',
    { 'a.yaml': yaml(deployment({ containers: [{ name: 'a' }] })) },
    'fail',
  ],
  ['pods-are-restricted', 'all said', { 'a.yaml': yaml(deployment()) }, 'pass'],
  [
    'pods-are-restricted',
    'a second document of a file',
    { 'a.yml': yaml(deployment(), cronJob({ containers: [{ name: 'a' }] })) },
    'fail',
  ],
  [
    'pods-are-restricted',
    'the ServiceAccount that mounts no token',
    {
      'a.yaml': yaml(
        deployment({ ...podSpec, automountServiceAccountToken: undefined, serviceAccountName: 'api' }),
        {
          apiVersion: 'v1',
          kind: 'ServiceAccount',
          metadata: { name: 'api' },
          automountServiceAccountToken: false,
        },
      ),
    },
    'pass',
  ],
  [
    'pods-are-restricted',
    'a base that its overlay completes by a merge',
    {
      'base/all.yaml': yaml(deployment({ ...podSpec, containers: [{ name: 'api', image: 'a' }] })),
      'base/kustomization.yaml': kustomization({}),
      'prod/kustomization.yaml': yaml({ resources: ['../base'], patches: [{ path: 'more.yaml' }] }),
      'prod/more.yaml': yaml(deployment({ containers: [confined] })),
    },
    'pass',
  ],
  [
    'pods-are-restricted',
    'a base that its overlay undoes by an operation',
    {
      'base/all.yaml': yaml(deployment()),
      'base/kustomization.yaml': kustomization({}),
      'prod/kustomization.yaml': yaml({
        resources: ['../base'],
        patches: [
          {
            target: { kind: 'Deployment' },
            patch: '- { op: replace, path: /spec/template/spec/automountServiceAccountToken, value: true }',
          },
        ],
      }),
    },
    'fail',
  ],
  ['pods-are-restricted', 'a fixture of a test', { 'test/a.yaml': yaml(deployment({})) }, 'inconclusive'],
  ['namespaces-refuse-other-pods', 'none made here', { 'a.yaml': yaml(deployment()) }, 'not-applicable'],
  ['namespaces-refuse-other-pods', 'no pod', { 'a.js': '' }, 'inconclusive'],
  [
    'namespaces-refuse-other-pods',
    'one without labels',
    { 'a.yaml': yaml({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } }) },
    'fail',
  ],
  ['network-is-denied-by-default', 'no policy', { 'a.yaml': yaml(deployment()) }, 'fail'],
  ['network-is-denied-by-default', 'one that closes all', { 'a.yaml': yaml(deployment(), denial) }, 'pass'],
  [
    'network-is-denied-by-default',
    'two that close all together',
    {
      'a.yaml': yaml(
        deployment(),
        policy({ podSelector: {} }),
        policy({ podSelector: { matchLabels: {} }, policyTypes: ['Egress'], egress: [] }),
      ),
    },
    'pass',
  ],
  [
    'network-is-denied-by-default',
    'what comes in only',
    { 'a.yaml': yaml(deployment(), policy({ podSelector: {} })) },
    'fail',
  ],
  [
    'network-is-denied-by-default',
    'the denial of another namespace',
    { 'a.yaml': yaml(deployment(podSpec, 'shop'), denial) },
    'fail',
  ],
  [
    'network-is-denied-by-default',
    'one port to the whole Internet, named',
    {
      'a.yaml': yaml(
        deployment(),
        denial,
        policy({
          podSelector: {},
          policyTypes: ['Egress'],
          egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 443 }] }],
        }),
      ),
    },
    'pass',
  ],
  [
    'network-is-denied-by-default',
    'opened again for all',
    { 'a.yaml': yaml(deployment(), denial, policy({ podSelector: {}, ingress: [{}] })) },
    'fail',
  ],
  ['units-are-sandboxed', 'no unit', { 'a.js': '' }, 'inconclusive'],
  ['units-are-sandboxed', 'a plain unit', { 'deploy/api.service': unit() }, 'fail'],
  ['units-are-sandboxed', 'a user and nothing else', { 'api.service': unit('User=api') }, 'fail'],
  ['units-are-sandboxed', 'all of it', { 'api.service': unit(...sandbox) }, 'pass'],
  [
    'units-are-sandboxed',
    'all of it, in a comment',
    { 'api.service': unit(...sandbox.map((line) => `# ${line}`)) },
    'fail',
  ],
  [
    'units-are-sandboxed',
    'a filter that denies only',
    {
      'api.service': unit(...sandbox.map((line) => line.replace('SystemCallFilter=', 'SystemCallFilter=~'))),
    },
    'fail',
  ],
  ['units-are-sandboxed', 'a job that ends', { 'backup.service': unit('Type=oneshot') }, 'inconclusive'],
  ['hands-secrets-over-as-files', 'nothing deployed', { 'a.js': '' }, 'inconclusive'],
  [
    'hands-secrets-over-as-files',
    'a token in a unit',
    { 'api.service': unit('Environment="NODE_ENV=production" "API_TOKEN=abc def"') },
    'fail',
  ],
  [
    'hands-secrets-over-as-files',
    'names of files, and settings',
    {
      'api.service': unit(
        'Environment=API_TOKEN_FILE=/run/token PORT=3000',
        'LoadCredential=api_token:/etc/x',
      ),
    },
    'pass',
  ],
  [
    'hands-secrets-over-as-files',
    'a credential in plain text',
    { 'api.service': unit('SetCredential=api_token:abc') },
    'fail',
  ],
  [
    'hands-secrets-over-as-files',
    'a secret as a variable of a pod',
    {
      'a.yaml': yaml(
        withEnv({ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }),
      ),
    },
    'fail',
  ],
  [
    'hands-secrets-over-as-files',
    'a value in a pod',
    { 'a.yaml': yaml(withEnv({ name: 'API_KEY', value: 'x' })) },
    'fail',
  ],
  [
    'hands-secrets-over-as-files',
    'names of files in a pod',
    { 'a.yaml': yaml(withEnv({ name: 'API_KEY_FILE', value: '/run/x' }, { name: 'PORT', value: '1' })) },
    'pass',
  ],
  [
    'hands-secrets-over-as-files',
    'a Secret in the repository',
    {
      'a.yaml': yaml(deployment(), {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'a' },
        data: { a: 'eA==' },
      }),
    },
    'fail',
  ],
  [
    'hands-secrets-over-as-files',
    'an encrypted Secret',
    {
      'a.yaml': yaml(deployment(), {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'a' },
        data: { a: 'ENC[x]' },
        sops: {},
      }),
    },
    'pass',
  ],
  [
    'hands-secrets-over-as-files',
    'a literal of a generator',
    {
      'all.yaml': yaml(deployment()),
      'kustomization.yaml': kustomization({ secretGenerator: [{ name: 'a', literals: ['a=b'] }] }),
    },
    'fail',
  ],
  ['images-carry-digests', 'a tag in a pod', { 'a.yaml': yaml(deployment()) }, 'fail'],
  [
    'images-carry-digests',
    'a digest that the overlay gives',
    {
      'all.yaml': yaml(deployment()),
      'kustomization.yaml': kustomization({
        images: [{ name: 'a', newName: 'b/a', digest: `sha256:${'1'.repeat(64)}` }],
      }),
    },
    'pass',
  ],
])('%s: %s', (id, _name, files, outcome) => {
  it(`is ${outcome}`, async () => {
    expect(await look(id, files)).toBe(outcome);
  });
});

describe('facts', () => {
  it.each<[string, Files, readonly string[]]>([
    ['nothing', { 'a.js': '' }, []],
    ['a unit', { 'api.service': unit() }, ['deployment', 'systemd']],
    ['pods', { 'k8s/a.yaml': yaml(deployment()) }, ['deployment', 'images', 'kubernetes']],
    [
      'a chart, which is no YAML yet',
      { 'chart/templates/a.yaml': 'kind: Deployment\napiVersion: {{ .Values.api }}\n  x: {{' },
      [],
    ],
    ['a Kustomization of nothing', { 'kustomization.yaml': kustomization({}) }, []],
  ])('of %s', (_name, files, expected) => {
    expect([...factsOf(repo(files)).has].filter((fact) => fact !== 'repository').sort()).toEqual(expected);
  });
});

describe('a Kustomization', () => {
  it('may name a folder that names it: read to an end', () => {
    const files = {
      'a/kustomization.yaml': yaml({ resources: ['../b'] }),
      'b/kustomization.yaml': yaml({ resources: ['../a', '../c'] }),
      'c/kustomization.yaml': yaml({ resources: ['../b', '../d'] }),
      'd/kustomization.yaml': kustomization({ namespace: 'n' }),
      'd/all.yaml': yaml(deployment()),
    };
    expect(stacksOf(repo(files))).toBeDefined();
  });

  it('merges items by name, deletes them, and takes fields away', () => {
    const files = {
      'all.yaml': yaml(deployment({ containers: [confined, { name: 'sidecar' }], hostNetwork: true })),
      'kustomization.yaml': kustomization({
        patchesStrategicMerge: ['merge.yaml'],
        patches: [
          {
            target: { kind: 'Deployment', name: 'a.*' },
            patch: '- { op: add, path: /metadata/labels, value: { a: b } }',
          },
        ],
      }),
      'merge.yaml': yaml(
        deployment({
          hostNetwork: null,
          containers: [
            { name: 'sidecar', $patch: 'delete' },
            { name: 'api', image: 'b' },
          ],
        }),
      ),
    };
    const [stack] = stacksOf(repo(files));
    expect(stack?.manifests.map(({ body }) => body)).toEqual([
      {
        ...deployment({ containers: [{ ...confined, image: 'b' }] }),
        metadata: { name: 'api', labels: { a: 'b' } },
      },
    ]);
  });
});

describe('a unit file', () => {
  it('is read with comments, continued lines and quoted words', () => {
    const text =
      '# a\n[Service]\n; b\nEnvironment=A=1 \\\n# in between\n  "B=x y" \'C=z\'\nExecStart=/bin/a \\\n  --b\n';
    const [environment, start] = assignmentsOf(text);
    expect(pairsOf(environment?.value ?? '')).toEqual([
      { name: 'A', value: '1' },
      { name: 'B', value: 'x y' },
      { name: 'C', value: 'z' },
    ]);
    expect(start).toMatchObject({ name: 'ExecStart', value: '/bin/a --b', line: 7 });
  });
});
