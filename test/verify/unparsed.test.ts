import { describe, expect, it } from 'vitest';
import { probeById } from '../../src/verify/probes/index.js';
import { factsOf } from '../../src/verify/subjects/repo-facts.js';
import { repoOf } from '../support/emitted-on.js';

/** A file that does not parse is no fault, and no pass rests on it; what is wrong elsewhere stays wrong. */
type Files = Readonly<Record<string, string>>;
const repo = (files: Files) => repoOf(new Map(Object.entries(files)));

async function look(id: string, files: Files): Promise<readonly string[]> {
  const probe = probeById.get(id);
  if (probe === undefined) throw new Error(id);
  const findings = probe.read((await probe.exercise(repo(files) as never)) as never);
  return findings.map(({ outcome, because, where = '' }) => `${outcome}: ${because} ${where}`);
}

const digest = `a@sha256:${'1'.repeat(64)}`;
const dockerfile = `FROM ${digest} AS build\nFROM ${digest}\nUSER 1000\nHEALTHCHECK CMD ["a"]\nCMD ["node", "a.js"]\n`;
const compose =
  `services:\n  db:\n    image: ${digest}\n    cap_drop: ` +
  `[ALL]\n    security_opt: [no-new-privileges:true]\n`;
const unit = '[Service]\nExecStart=/usr/bin/node a.js\n';
const object = (kind: string, rest: object = {}): string =>
  JSON.stringify({ apiVersion: 'v1', kind, metadata: { name: 'a' }, ...rest }, undefined, 2);
const pod = object('Pod', {
  spec: { containers: [{ name: 'a', image: digest, command: ['node', 'a.js'] }] },
});
const namespace = object('Namespace', {
  metadata: { name: 'a', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
});

const broken: Readonly<Record<string, Files>> = {
  'a compose file with a key twice': { 'ops/compose.yaml': `${compose}    image: ${digest}\n` },
  'a compose file that is a list': { 'ops/compose.yaml': '- a\n' },
  'a manifest with a key twice': { 'ops/a.yaml': 'apiVersion: v1\nkind: Pod\nkind: Pod\n' },
  'one document of two': { 'ops/a.yaml': `apiVersion: v1\nkind: Secret\n---\n${pod}\n---\nkind: [\n` },
  'a kustomization': { 'ops/kustomization.yaml': 'resources: [\n' },
  'a patch': {
    'ops/kustomization.yaml': 'resources: [pod.yaml]\npatches: [{ path: patch.yaml }]\n',
    'ops/pod.yaml': pod,
    'ops/patch.yaml': 'spec: [\n',
  },
  'a unit': { 'ops/a.service': `[Service\nExecStart=/usr/bin/node a.js\n` },
  'a Dockerfile with a word that is none': { 'ops/Dockerfile': `${dockerfile}RUNN a\n` },
  'a Dockerfile without FROM': { 'ops/Dockerfile': 'RUN a\n' },
  'package.json': { 'package.json': '{' },
};

const all = { Dockerfile: dockerfile, 'compose.yaml': compose, 'a.service': unit, 'pod.yaml': pod };

/** Which probes read which kind of file. */
const readers: Readonly<Record<string, readonly string[]>> = {
  'containers-are-confined': ['compose'],
  'images-carry-digests': ['compose', 'manifest', 'document', 'kustomization', 'patch', 'Dockerfile'],
  'image-is-hardened': ['Dockerfile'],
  'pods-are-restricted': ['manifest', 'document', 'kustomization', 'patch'],
  'namespaces-refuse-other-pods': ['manifest', 'document', 'kustomization', 'patch'],
  'network-is-denied-by-default': ['manifest', 'document', 'kustomization', 'patch'],
  'hands-secrets-over-as-files': ['manifest', 'document', 'kustomization', 'patch', 'unit'],
  'units-are-sandboxed': ['unit'],
  'every-start-has-the-flags': [
    'compose',
    'manifest',
    'kustomization',
    'patch',
    'unit',
    'Dockerfile',
    'package',
  ],
};

describe.each(Object.entries(readers))('%s', (id, kinds) => {
  const mine = Object.entries(broken).filter(([name]) => kinds.some((kind) => name.includes(kind)));

  it.each(mine)('%s: inconclusive, with the file', async (_, files) => {
    for (const around of [{}, { ...all, 'ns.yaml': namespace }]) {
      const said = await look(id, { ...around, ...files });
      const [path = ''] = Object.keys(files).slice(-1);
      expect(said.filter((each) => each.startsWith('pass'))).toEqual([]);
      expect(said.filter((each) => each.startsWith('fail') && each.endsWith(` ${path}`))).toEqual([]);
      expect(said.some((each) => each.startsWith('inconclusive') && each.includes(path))).toBe(true);
    }
  });
});

describe('a broken file and a fault in another', () => {
  it.each([
    ['images-carry-digests', { ...broken['a compose file that is a list'], Dockerfile: 'FROM a:1\n' }],
    [
      'containers-are-confined',
      { ...broken['a compose file that is a list'], 'compose.yaml': 'services: {a: {}}' },
    ],
    ['units-are-sandboxed', { ...broken['a unit'], 'a.service': unit }],
    ['pods-are-restricted', { ...broken['a manifest with a key twice'], 'pod.yaml': pod }],
  ])('%s: the fault stays', async (id, files) => {
    const said = await look(id, files as Files);
    expect(said.some((each) => each.startsWith('fail'))).toBe(true);
    expect(said.some((each) => each.startsWith('inconclusive'))).toBe(true);
  });

  it('what may stand in the broken file is not missed', async () => {
    const said = await look('network-is-denied-by-default', {
      'pod.yaml': pod,
      ...broken['a manifest with a key twice'],
    });
    expect(said.every((each) => each.startsWith('inconclusive'))).toBe(true);
  });
});

describe('what a broken file is about', () => {
  it.each([
    ['a manifest with a key twice', 'kubernetes'],
    ['a unit', 'systemd'],
    ['a compose file that is a list', 'compose'],
    ['a Dockerfile without FROM', 'container'],
  ])('%s: %s', (name, fact) => {
    expect(factsOf(repo(broken[name] ?? {})).has).toContain(fact);
  });
});
