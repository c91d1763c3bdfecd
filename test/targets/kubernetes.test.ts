import { describe, expect, it } from 'vitest';
import { kubernetes as target } from '../../generators/targets/kubernetes.js';
import { stacksOf } from '../../src/verify/subjects/kustomize.js';
import {
  containersOf,
  fieldsOf,
  recordsIn,
  manifestsIn,
  namespaceOf,
  manifestName,
  podOf,
  type Fields,
  type KubernetesManifest,
} from '../../src/verify/subjects/manifests.js';
import { imageIsHardened } from '../../src/verify/probes/image-is-hardened.js';
import { breachesOf } from '../../src/verify/subjects/pod-security.js';
import { builds, emittedOn, repoOf, shown } from '../support/emitted-on.js';
import { reaches, type Policies } from '../support/network.js';

const folder = 'deploy/kubernetes';

describe.each(builds)('target kubernetes with $packageManager on Node $node', (build) => {
  const { files, text, env } = emittedOn('kubernetes', build);
  const stacks = stacksOf(repoOf(files));

  it('has the image of target compose, but for the health check, which Kubernetes ignores', () => {
    const other = emittedOn('compose', build);
    expect(text('.dockerignore')).toBe(other.text('.dockerignore'));
    expect(text('Dockerfile')).toBe(other.text('Dockerfile').replace(/^HEALTHCHECK .*\n/m, ''));
    expect(files.has('src/healthcheck.ts')).toBe(false);
  });

  it('needs no health check in the image, since a probe asks each pod; without that probe it does', async () => {
    const pod = `${folder}/base/deployment.yaml`;
    const judged = async (deployment: string, more: Readonly<Record<string, string>> = {}) => {
      const repo = repoOf(new Map([...files, [pod, deployment], ...Object.entries(more)]));
      const exercise = imageIsHardened.exercise as (subject: unknown) => Promise<never>;
      return imageIsHardened.read(await exercise(repo)).map(({ outcome }) => outcome);
    };
    expect(await judged(text(pod))).toEqual(['pass']);
    expect(await judged(text(pod).replace('livenessProbe:', 'startup:'))).toEqual(['fail']);
    expect(await judged(text(pod), { 'compose.yaml': 'services: { app: { build: . } }\n' })).toEqual([
      'fail',
    ]);
  });

  it('applies every file of the base, through two overlays with namespaces of their own', () => {
    const base = [...files.keys()].filter((path) => path.startsWith(`${folder}/base/`));
    const named = listed(text(`${folder}/base/kustomization.yaml`), 'resources');
    expect(base.sort()).toEqual(
      [...named, 'kustomization.yaml'].map((name) => `${folder}/base/${name}`).sort(),
    );
    expect(stacks.map(({ path }) => path)).toEqual([
      `${folder}/overlays/production`,
      `${folder}/overlays/staging`,
    ]);
    const namespaces = stacks.map(({ manifests }) => [...new Set(manifests.map(placed))]);
    expect(namespaces).toEqual([['scope-svc-production'], ['scope-svc-staging']]);
  });

  describe.each(stacks)('$path', ({ path, manifests }) => {
    const environment = path.split('/').at(-1) ?? '';
    const one = (kind: string): KubernetesManifest => {
      const [found, ...more] = manifests.filter(({ body }) => body.kind === kind);
      if (found === undefined || more.length > 0) throw new Error(`Expected one ${kind}.`);
      return found;
    };
    const spec = podOf(one('Deployment'))?.spec ?? {};
    const [container = {}] = containersOf(spec);
    const variables = new Map(
      recordsIn(container.env).map(({ name, value }) => [String(name), String(value)]),
    );
    const settings = literals(text(`${path}/kustomization.yaml`));

    it('cannot be deployed before an image is named: no registry is below .invalid, no image has this digest', () => {
      expect(container.image).toBe(`registry.invalid/scope-svc@sha256:${'0'.repeat(64)}`);
      expect(text(`${folder}/base/deployment.yaml`)).toContain('image: registry.invalid/scope-svc\n');
    });

    it('keeps the restricted standard, and more', () => {
      expect(breachesOf(spec)).toEqual([]);
      expect(spec).toMatchObject({
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        hostUsers: false,
      });
      expect(container.securityContext).toMatchObject({ readOnlyRootFilesystem: true });
      const { limits, requests } = fieldsOf(container.resources);
      expect(Object.keys(fieldsOf(limits)).sort()).toEqual(['cpu', 'ephemeral-storage', 'memory']);
      expect(Object.keys(fieldsOf(requests)).sort()).toEqual(['cpu', 'ephemeral-storage', 'memory']);
      const labels = fieldsOf(one('Namespace').body.metadata).labels;
      expect(labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' });
    });

    it('hands every setting over by name, decides four, and every secret is a file of the external store', () => {
      const named = env.filter(({ kind }) => kind === 'setting').map(({ name }) => name);
      expect(named.filter((name) => !variables.has(name) && !settings.has(name))).toEqual([]);
      expect([...settings.keys()].filter((name) => variables.has(name))).toEqual([]);
      const secrets = env.filter(({ kind }) => kind === 'secret').map(({ name }) => name);
      expect(secrets.filter((name) => variables.has(name) || settings.has(name))).toEqual([]);

      const handed = [...variables].filter(([name]) => name.endsWith('_FILE'));
      const data = recordsIn(fieldsOf(one('ExternalSecret').body.spec).data);
      expect(handed.map(([name]) => name)).toContain('OPERATIONS_TOKEN_FILE');
      expect(handed.map(([, file]) => file)).toEqual(
        data.map(({ secretKey }) => `/run/secrets/service/${String(secretKey)}`),
      );
      for (const { remoteRef } of data) expect(fieldsOf(remoteRef).key).toBe(`scope-svc/${environment}`);
      expect(recordsIn(container.volumeMounts)).toContainEqual(
        expect.objectContaining({ mountPath: '/run/secrets/service', readOnly: true }),
      );
    });

    it('trusts one hop, in the pod as in the production template', () => {
      expect(variables.get('TRUST_PROXY')).toBe(target.proxies);
      expect(shown(text('.env.production.template'), 'TRUST_PROXY')).toBe(target.proxies);
    });

    it('serves the host that PUBLIC_ORIGIN names, and sends on only what carries nothing', () => {
      const host = new URL(settings.get('PUBLIC_ORIGIN') ?? '').host;
      const routes = manifests
        .filter(({ body }) => body.kind === 'HTTPRoute')
        .map(({ body }) => fieldsOf(body.spec));
      expect(routes.map(({ hostnames }) => hostnames)).toEqual([[host], [host]]);
      const redirect = recordsIn(
        routes.find(({ rules }) => JSON.stringify(rules).includes('RequestRedirect'))?.rules,
      );
      expect(redirect.flatMap(({ matches }) => recordsIn(matches).map(({ method }) => method))).toEqual([
        'GET',
        'HEAD',
      ]);
    });

    it('has time to be left alone and to drain before it is killed', () => {
      const preStop = Number(fieldsOf(fieldsOf(fieldsOf(container.lifecycle).preStop).sleep).seconds);
      const drain = Number(settings.get('SHUTDOWN_SECONDS'));
      expect(spec.terminationGracePeriodSeconds).toBe(target.stopSeconds);
      expect(preStop + drain).toBeLessThan(target.stopSeconds);
    });

    it('asks life and readiness apart, at the port that it listens on', () => {
      const path = (probe: unknown): unknown => fieldsOf(fieldsOf(probe).httpGet).path;
      expect([container.startupProbe, container.livenessProbe, container.readinessProbe].map(path)).toEqual([
        '/livez',
        '/livez',
        '/readyz',
      ]);
      expect(recordsIn(container.ports)).toEqual([
        { name: 'http', containerPort: Number(variables.get('PORT')) },
      ]);
    });

    it('is reached by the gateway and reaches DNS, and that is all', () => {
      const labels = fieldsOf(podOf(one('Deployment'))?.labels) as Record<string, string>;
      const namespace = namespaceOf(one('Deployment'));
      const policies: Policies = manifests.filter(({ body }) => body.kind === 'NetworkPolicy');
      const service = { namespace, labels, ports: { http: 3000 } };
      const gateway = { namespace: 'gateway', labels: { app: 'envoy' } };
      const dns = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
      const neighbour = { namespace, labels: { app: 'other' } };
      const stranger = { namespace: 'other', labels };
      const address = { ip: '203.0.113.7' };
      const ways = [
        [gateway, service, 'TCP', 3000, 'open'],
        [gateway, service, 'TCP', 9229, 'closed'],
        [neighbour, service, 'TCP', 3000, 'closed'],
        [stranger, service, 'TCP', 3000, 'closed'],
        [address, service, 'TCP', 3000, 'closed'],
        [service, dns, 'UDP', 53, 'open'],
        [service, dns, 'TCP', 443, 'closed'],
        [service, { namespace: 'kube-system', labels: { app: 'metrics' } }, 'UDP', 53, 'closed'],
        [service, address, 'TCP', 443, 'closed'],
        [service, gateway, 'TCP', 443, 'closed'],
        [neighbour, address, 'TCP', 443, 'closed'],
      ] as const;
      for (const [from, to, protocol, port, expected] of ways)
        expect({ from, to, port, is: reaches(policies, { from, to, protocol, port }) }).toEqual({
          from,
          to,
          port,
          is: expected,
        });
    });

    it('can lose a pod, and has one more while it is busy', () => {
      const selector = fieldsOf(fieldsOf(one('PodDisruptionBudget').body.spec).selector).matchLabels;
      expect(podOf(one('Deployment'))?.labels).toMatchObject(fieldsOf(selector));
      const { minReplicas, maxReplicas } = fieldsOf(one('HorizontalPodAutoscaler').body.spec);
      expect(Number(maxReplicas)).toBeGreaterThan(Number(minReplicas));
    });
  });

  it('tells how to name an image, and which command says that none is named', () => {
    const readme = text(`${folder}/README.md`);
    expect(readme).toContain('kustomize edit set image registry.invalid/scope-svc=');
    expect(readme).toContain('rampart verify');
  });
});

const placed = (manifest: KubernetesManifest): string =>
  manifest.body.kind === 'Namespace' ? manifestName(manifest) : namespaceOf(manifest);

const kustomization = (text: string): Fields => manifestsIn('kustomization.yaml', text)[0]?.body ?? {};

const listed = (text: string, field: string): readonly string[] => {
  const list = kustomization(text)[field];
  return Array.isArray(list) ? list.map(String) : [];
};

const literals = (text: string): ReadonlyMap<string, string> =>
  new Map(
    recordsIn(kustomization(text).configMapGenerator)
      .flatMap((generator) => (Array.isArray(generator.literals) ? generator.literals.map(String) : []))
      .map((literal) => literal.split(/=(.*)/s).slice(0, 2) as [string, string]),
  );
