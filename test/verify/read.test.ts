import { describe, expect, it } from 'vitest';
import { probeById, probes } from '../../src/verify/probes/index.js';
import { benchTranscripts } from './bench-transcripts.js';
import { sourceTranscripts } from './source-transcripts.js';
import { assignmentsOf } from '../../src/verify/subjects/unit.js';

/** What each probe says about transcripts made by hand: [what it is, transcript, outcome]. No network, no process. */
type Case = readonly [name: string, transcript: unknown, outcome: string];

const reply = (status: number, headers: Readonly<Record<string, string>> = {}, body = '{}') => ({
  status,
  headers,
  body,
  ms: 1,
});
const seen = (what: string, ...rest: Parameters<typeof reply>) => ({ what, reply: reply(...rest) });
const strict = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'permissions-policy': 'camera=()',
  'x-permitted-cross-domain-policies': 'none',
  'cache-control': 'no-store',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
};
const without = (name: string) => Object.fromEntries(Object.entries(strict).filter(([key]) => key !== name));
const good = 'https://app.rampart.test';
const origin = (name: string, acao?: string, more: object = {}) => ({
  origin: name,
  kind: 'simple',
  ...(acao ? { acao } : {}),
  ...more,
});
const cut = (ended: string, seconds = 11) => ({ ended, seconds });
const stage = (instructions: readonly object[]) => ({ image: 'a', name: undefined, line: 1, instructions });
const at = (name: string, text: string, words?: readonly string[]) => ({
  name,
  text,
  words,
  flags: {},
  line: 2,
});
const hardened = [at('USER', '10001'), at('HEALTHCHECK', 'CMD x'), at('CMD', '["node"]', ['node'])];
const notFoundEverywhere = { positive: 404, seen: [seen('x', 404)], served: [], asked: 75 };

const contact = (
  more: object = {},
  lines: readonly string[] = ['Contact: mailto:a@b.test', 'Expires: 2027-01-01T00:00:00Z'],
) => ({
  positive: 200,
  status: 200,
  type: 'text/plain; charset=utf-8',
  text: lines.join('\n'),
  origin: 'https://a.test',
  at: '2026-11-24T00:00:00Z',
  ...more,
});
const flags = ['--disable-proto=delete', '--disallow-code-generation-from-strings'];
const policy = (more: object = {}) => ({
  manager: 'npm',
  file: '.npmrc',
  scripts: 'none',
  writes: 'exact',
  days: 7,
  elsewhere: 'refused',
  ...more,
});
const locked = (more: object = {}, rest: object = {}) => ({
  wanted: 1,
  policy: policy(),
  locks: [
    {
      path: 'package-lock.json',
      manager: 'npm',
      state: 'read',
      ignored: 'no',
      entries: 9,
      unverified: [],
      foreign: [],
      missing: [],
      ...more,
    },
  ],
  ...rest,
});
const commit = 'a'.repeat(40);
const job = (more: object = {}) => ({
  id: 'test',
  permissions: { contents: 'read' },
  'timeout-minutes': 5,
  steps: [{ uses: `actions/checkout@${commit}`, with: { 'persist-credentials': false } }, { run: 'npm ci' }],
  ...more,
});
const workflows = (more: object = {}, jobs: readonly object[] = [job()]) => ({
  broken: [],
  workflows: [{ path: 'ci.yml', triggers: ['pull_request'], permissions: {}, jobs, ...more }],
});
const checked = (more: object = {}) => ({
  workflows: 1,
  other: '',
  language: 'ts',
  wants: 'dependencies',
  commands: 'npm ci\neslint .\ntsc -p .\nvitest run\nnpm audit\nsecretlint x',
  actions: [],
  ...more,
});
const model = (more: object = {}) => ({
  path: 'THREAT-MODEL.md',
  kinds: [
    'Spoofing',
    'Tampering',
    'Repudiation',
    'Information disclosure',
    'Denial of service',
    'Elevation of privilege',
  ],
  missingFiles: [],
  unfilled: [],
  flow: 'shown',
  open: 'said',
  ...more,
});

/** A pod that keeps the restricted standard. */
const restricted = {
  automountServiceAccountToken: false,
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [
    {
      name: 'a',
      resources: { limits: { memory: '1Gi' } },
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
    },
  ],
};

const table: Readonly<Record<string, readonly Case[]>> = {
  ...sourceTranscripts,
  ...benchTranscripts,
  'tracks-no-env-files': [
    ['clean', { tracked: [], added: [], seen: '3 commits', unseen: '' }, 'pass'],
    ['tracked', { tracked: ['.env'], added: [], seen: '', unseen: '' }, 'fail'],
    ['in history', { tracked: [], added: [{ path: '.env', commit: 'a' }], seen: '', unseen: '' }, 'fail'],
  ],
  'keeps-env-files-out-of-images': [
    ['ignored', { dockerfiles: ['Dockerfile'], copiesAll: ['Dockerfile'], open: [] }, 'pass'],
    ['copied', { dockerfiles: ['Dockerfile'], copiesAll: ['Dockerfile'], open: ['.env'] }, 'fail'],
  ],
  'ignores-env-files': [
    ['all', { unseen: '', names: ['.env'], ignored: ['.env'], templates: [] }, 'pass'],
    ['one missing', { unseen: '', names: ['.env', '.env.local'], ignored: ['.env'], templates: [] }, 'fail'],
    [
      'no git',
      { unseen: 'git is not installed', names: ['.env'], ignored: [], templates: [] },
      'inconclusive',
    ],
  ],
  'answers-only-allowed-origins': [
    [
      'only its own',
      {
        positive: 200,
        allowed: good,
        writes: 'yes',
        seen: [origin(good, good, { vary: 'Origin' }), origin('https://evil.example')],
      },
      'pass',
    ],
    [
      'a fixed other origin',
      {
        positive: 200,
        allowed: undefined,
        writes: 'yes',
        seen: [origin('https://evil.example', 'https://fixed.example')],
      },
      'pass',
    ],
    [
      'reflected',
      {
        positive: 200,
        allowed: good,
        writes: 'yes',
        seen: [origin('https://evil.example', 'https://evil.example')],
      },
      'fail',
    ],
    ['no Vary', { positive: 200, allowed: good, writes: 'yes', seen: [origin(good, good)] }, 'fail'],
    [
      'a star on a service that writes',
      { positive: 200, allowed: undefined, writes: 'yes', seen: [origin('null', '*')] },
      'fail',
    ],
    [
      'a star on one that only reads',
      { positive: 200, allowed: undefined, writes: 'no', seen: [origin('null', '*')] },
      'inconclusive',
    ],
    [
      'no policy at all',
      { positive: 200, allowed: undefined, writes: 'yes', seen: [origin('https://evil.example')] },
      'inconclusive',
    ],
    ['404 everywhere', { positive: 404, allowed: good, writes: 'no', seen: [] }, 'inconclusive'],
  ],
  'refuses-plaintext': [
    [
      'refused',
      { positive: 200, port: 'open', host: 'a.test', seen: [{ what: 'x', method: 'POST', status: 403 }] },
      'pass',
    ],
    ['closed', { positive: 200, port: 'closed', host: 'a.test', seen: [] }, 'pass'],
    [
      'processed',
      { positive: 200, port: 'open', host: 'a.test', seen: [{ what: 'x', method: 'POST', status: 201 }] },
      'fail',
    ],
    [
      'a write redirected',
      {
        positive: 200,
        port: 'open',
        host: 'a.test',
        seen: [{ what: 'x', method: 'POST', status: 308, location: 'https://a.test/' }],
      },
      'fail',
    ],
    [
      'a read redirected home',
      {
        positive: 200,
        port: 'open',
        host: 'a.test',
        seen: [{ what: 'x', method: 'GET', status: 308, location: 'https://a.test/' }],
      },
      'pass',
    ],
    [
      'a read redirected elsewhere',
      {
        positive: 200,
        port: 'open',
        host: 'a.test',
        seen: [{ what: 'x', method: 'GET', status: 308, location: 'https://evil/' }],
      },
      'fail',
    ],
    [
      'reached a handler',
      { positive: 200, port: 'open', host: 'a.test', seen: [{ what: 'x', method: 'POST', status: 400 }] },
      'fail',
    ],
    ['no second address', { positive: 200, port: 'same', host: 'a.test', seen: [] }, 'inconclusive'],
  ],
  'headers-on-every-answer': [
    ['all', { secure: 'yes', seen: [seen('a', 200, strict), seen('b', 429, strict)] }, 'pass'],
    [
      'missing on an error',
      { secure: 'yes', seen: [seen('a', 200, strict), seen('b', 500, without('x-frame-options'))] },
      'fail',
    ],
    [
      'short HSTS',
      {
        secure: 'yes',
        seen: [seen('a', 200, { ...strict, 'strict-transport-security': 'max-age=60; includeSubDomains' })],
      },
      'fail',
    ],
    [
      'no HSTS over plaintext',
      { secure: 'no', seen: [seen('a', 200, without('strict-transport-security'))] },
      'pass',
    ],
    [
      'a filter switched on',
      { secure: 'no', seen: [seen('a', 200, { ...strict, 'x-xss-protection': '1; mode=block' })] },
      'fail',
    ],
    ['404 everywhere', { secure: 'yes', seen: [seen('a', 404, strict)] }, 'inconclusive'],
  ],
  'names-no-software': [
    ['none', { secure: 'yes', seen: [seen('a', 200)] }, 'pass'],
    ['Express', { secure: 'yes', seen: [seen('a', 200, { 'x-powered-by': 'Express' })] }, 'fail'],
    ['404 everywhere', { secure: 'yes', seen: [seen('a', 404)] }, 'inconclusive'],
  ],
  'errors-tell-nothing': [
    ['quiet', { positive: 200, after: 200, seen: [seen('a', 404), seen('b', 400)] }, 'pass'],
    [
      'a stack',
      { positive: 200, after: 200, seen: [seen('a', 500, {}, 'Error\n    at f (/srv/app/x.js:1:2)')] },
      'fail',
    ],
    [
      'the parser',
      {
        positive: 200,
        after: 200,
        seen: [seen('a', 400, {}, '{"message":"Unexpected token } in JSON at position 3"}')],
      },
      'fail',
    ],
    [
      'markup',
      { positive: 200, after: 200, seen: [seen('a', 404, {}, 'no <script>alert(1)</script>')] },
      'fail',
    ],
    [
      'HTML',
      { positive: 200, after: 200, seen: [seen('a', 404, { 'content-type': 'text/html' }, 'no')] },
      'fail',
    ],
    ['it died', { positive: 200, after: 0, seen: [seen('a', 404), seen('b', 400)] }, 'fail'],
    ['404 everywhere', notFoundEverywhere, 'inconclusive'],
  ],
  'refuses-ambiguous-framing': [
    ['refused', { positive: 200, seen: [{ what: 'x', statuses: [400], ended: 'peer' }] }, 'pass'],
    ['smuggled', { positive: 200, seen: [{ what: 'x', statuses: [400, 200], ended: 'peer' }] }, 'fail'],
    ['accepted', { positive: 200, seen: [{ what: 'x', statuses: [200], ended: 'peer' }] }, 'fail'],
    ['left open', { positive: 200, seen: [{ what: 'x', statuses: [400], ended: 'time' }] }, 'fail'],
    ['dead', { positive: 0, seen: [] }, 'inconclusive'],
  ],
  'ignores-a-poisoned-host': [
    ['refused', { positive: 200, foreignHost: 421, seen: [{ what: 'x', status: 421, told: '' }] }, 'pass'],
    ['any host', { positive: 200, foreignHost: 200, seen: [{ what: 'x', status: 200, told: '' }] }, 'fail'],
    [
      'a poisoned link',
      { positive: 200, foreignHost: 400, seen: [{ what: 'x', status: 302, told: 'https://evil.example/' }] },
      'fail',
    ],
    ['404 everywhere', { positive: 404, foreignHost: 404, seen: [] }, 'inconclusive'],
  ],
  'refuses-other-methods': [
    ['405', { positive: 200, seen: [{ method: 'TRACE', status: 405, allow: 'GET', echoes: 'no' }] }, 'pass'],
    [
      '405 without Allow',
      { positive: 200, seen: [{ method: 'TRACE', status: 405, allow: '', echoes: 'no' }] },
      'fail',
    ],
    ['echo', { positive: 200, seen: [{ method: 'TRACE', status: 200, allow: '', echoes: 'yes' }] }, 'fail'],
    ['404', { positive: 200, seen: [{ method: 'PROPFIND', status: 404, allow: '', echoes: 'no' }] }, 'fail'],
    ['404 everywhere', { positive: 404, seen: [] }, 'inconclusive'],
  ],
  'serves-no-private-paths': [
    ['none', { positive: 200, served: [], asked: 75 }, 'pass'],
    ['one', { positive: 200, served: [{ path: '/.env', status: 200 }], asked: 75 }, 'fail'],
    ['404 everywhere', notFoundEverywhere, 'inconclusive'],
  ],
  'refuses-large-bodies': [
    [
      'refused',
      { positive: 201, slowest: 3, seen: [{ what: 'x', status: 413, ms: 1, wants: [413] }] },
      'pass',
    ],
    ['cut off', { positive: 201, slowest: 3, seen: [{ what: 'x', status: 0, ms: 1, wants: [413] }] }, 'pass'],
    ['taken', { positive: 201, slowest: 3, seen: [{ what: 'x', status: 201, ms: 1, wants: [413] }] }, 'fail'],
    ['fails', { positive: 201, slowest: 3, seen: [{ what: 'x', status: 500, ms: 1, wants: [413] }] }, 'fail'],
    [
      'others wait',
      { positive: 201, slowest: 9_000, seen: [{ what: 'x', status: 413, ms: 1, wants: [413] }] },
      'fail',
    ],
    ['no route', { positive: 0, slowest: 0, seen: [] }, 'inconclusive'],
  ],
  'refuses-other-media-types': [
    ['415', { positive: 201, seen: [{ type: 'text/plain', status: 415 }] }, 'pass'],
    ['taken', { positive: 201, seen: [{ type: 'text/plain', status: 201 }] }, 'fail'],
    ['ignored', { positive: 201, seen: [{ type: 'text/plain', status: 400 }] }, 'fail'],
    ['no route', { positive: 0, seen: [] }, 'inconclusive'],
  ],
  'refuses-prototype-keys': [
    ['refused', { positive: 201, after: 'unchanged', seen: [{ what: 'x', status: 400 }] }, 'pass'],
    ['taken', { positive: 201, after: 'unchanged', seen: [{ what: 'x', status: 201 }] }, 'fail'],
    ['polluted', { positive: 201, after: 'changed', seen: [{ what: 'x', status: 400 }] }, 'fail'],
    ['no route', { positive: 0, after: 'unchanged', seen: [] }, 'inconclusive'],
  ],
  'refuses-wrong-shapes': [
    ['refused', { positive: 201, seen: [{ what: 'x', status: 422 }] }, 'pass'],
    ['taken', { positive: 201, seen: [{ what: 'x', status: 201 }] }, 'fail'],
    ['fails', { positive: 201, seen: [{ what: 'x', status: 500 }] }, 'fail'],
    ['no route', { positive: 0, seen: [] }, 'inconclusive'],
  ],
  'cuts-off-slow-clients': [
    [
      'cut',
      {
        positive: 200,
        quickened: 10,
        headers: cut('peer'),
        body: cut('peer', 31),
        others: { status: 200, ms: 3 },
      },
      'pass',
    ],
    [
      'headers for ever',
      {
        positive: 200,
        quickened: 10,
        headers: cut('time'),
        body: cut('peer'),
        others: { status: 200, ms: 3 },
      },
      'fail',
    ],
    [
      'body for ever',
      {
        positive: 200,
        quickened: 1,
        headers: cut('peer'),
        body: cut('time'),
        others: { status: 200, ms: 3 },
      },
      'fail',
    ],
    [
      'others wait',
      { positive: 200, quickened: 1, headers: cut('peer'), body: cut('peer'), others: { status: 0, ms: 9 } },
      'fail',
    ],
    [
      '404 everywhere',
      {
        positive: 404,
        quickened: 1,
        headers: cut('peer'),
        body: cut('peer'),
        others: { status: 404, ms: 3 },
      },
      'inconclusive',
    ],
  ],
  'health-says-little': [
    [
      'little',
      {
        positive: 200,
        live: { path: '/livez', body: '{"status":"ok"}' },
        ready: { path: '/readyz', body: '{}' },
        details: [],
      },
      'pass',
    ],
    [
      'versions',
      {
        positive: 200,
        live: { path: '/livez', body: '{"version":"1.2.3"}' },
        ready: { path: '/readyz', body: '{}' },
        details: [],
      },
      'fail',
    ],
    [
      'no readiness',
      { positive: 200, live: { path: '/livez', body: '{}' }, ready: undefined, details: [] },
      'fail',
    ],
    [
      'open details',
      {
        positive: 200,
        live: { path: '/livez', body: '' },
        ready: { path: '/readyz', body: '' },
        details: [{ path: '/health/details', status: 200, told: '{}' }],
      },
      'fail',
    ],
    ['404 everywhere', { positive: 404, live: undefined, ready: undefined, details: [] }, 'inconclusive'],
  ],
  'names-a-supported-node': [
    [
      'supported',
      { engines: 'named', at: '2026-11-24', named: [{ line: 26, where: 'x', floor: 'floor' }] },
      'pass',
    ],
    [
      'the same, later',
      { engines: 'named', at: '2029-11-24', named: [{ line: 26, where: 'x', floor: 'floor' }] },
      'fail',
    ],
    [
      'newer than the table',
      { engines: 'named', at: '2026-11-24', named: [{ line: 40, where: 'x', floor: 'floor' }] },
      'inconclusive',
    ],
    ['none', { engines: 'missing', at: '2026-11-24', named: [] }, 'fail'],
  ],
  'image-is-hardened': [
    ['hardened', { dockerfiles: [{ path: 'Dockerfile', stages: [stage([]), stage(hardened)] }] }, 'pass'],
    [
      'root',
      { dockerfiles: [{ path: 'Dockerfile', stages: [stage([]), stage(hardened.slice(1))] }] },
      'fail',
    ],
    [
      'a secret',
      { dockerfiles: [{ path: 'Dockerfile', stages: [stage([at('ENV', 'API_KEY=x')]), stage(hardened)] }] },
      'fail',
    ],
    ['none', { dockerfiles: [] }, 'inconclusive'],
  ],
  'containers-are-confined': [
    [
      'confined',
      {
        files: ['compose.yaml'],
        broken: [],
        services: { db: { image: 'x', cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] } },
      },
      'pass',
    ],
    [
      'privileged',
      {
        files: ['compose.yaml'],
        broken: [],
        services: {
          db: { image: 'x', privileged: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] },
        },
      },
      'fail',
    ],
  ],
  'images-carry-digests': [
    ['all', { images: [{ image: `a@sha256:${'0'.repeat(64)}`, where: 'x' }] }, 'pass'],
    ['a tag', { images: [{ image: 'a:1', where: 'x' }] }, 'fail'],
    ['none', { images: [] }, 'inconclusive'],
  ],
  'pods-are-restricted': [
    ['restricted', { stacks: [stack(deployment(restricted))] }, 'pass'],
    ['a plain pod', { stacks: [stack(deployment({ containers: [{ name: 'a' }] }))] }, 'fail'],
    ['none', { stacks: [] }, 'inconclusive'],
  ],
  'namespaces-refuse-other-pods': [
    ['enforced', { stacks: [stack(namespace('restricted'))] }, 'pass'],
    ['another standard', { stacks: [stack(namespace('baseline'))] }, 'fail'],
    ['made elsewhere', { stacks: [stack(deployment(restricted))] }, 'pass'],
  ],
  'network-is-denied-by-default': [
    [
      'denied',
      { stacks: [stack(deployment(restricted), networkPolicy({ policyTypes: ['Ingress', 'Egress'] }))] },
      'pass',
    ],
    [
      'in only',
      { stacks: [stack(deployment(restricted), networkPolicy({ policyTypes: ['Ingress'] }))] },
      'fail',
    ],
    ['no policy', { stacks: [stack(deployment(restricted))] }, 'fail'],
    ['no pod', { stacks: [] }, 'inconclusive'],
  ],
  'units-are-sandboxed': [
    [
      'sandboxed',
      {
        units: [
          unit(
            'DynamicUser=yes\nCapabilityBoundingSet=\nProtectSystem=strict\nProtectHome=yes\nPrivateDevices=yes\nProtectKernelTunables=yes\nProtectKernelModules=yes\nProtectControlGroups=yes\nLockPersonality=yes\nRestrictNamespaces=yes\nRestrictAddressFamilies=AF_INET\nSystemCallFilter=@system-service',
          ),
        ],
      },
      'pass',
    ],
    ['a plain unit', { units: [unit('User=api')] }, 'fail'],
    ['none', { units: [] }, 'inconclusive'],
  ],
  'hands-secrets-over-as-files': [
    ['a file', { units: [unit('Environment=A_TOKEN_FILE=/run/a')], stacks: [], kustomizations: [] }, 'pass'],
    ['a value', { units: [unit('Environment=A_TOKEN=a')], stacks: [], kustomizations: [] }, 'fail'],
    ['nothing deployed', { units: [], stacks: [], kustomizations: [] }, 'inconclusive'],
  ],
  'security-policy-is-complete': [
    [
      'complete',
      {
        path: 'SECURITY.md',
        headings: ['Report', 'Supported', 'Response'],
        words: 90,
        contact: 'given',
        unfilled: [],
      },
      'pass',
    ],
    [
      'no contact',
      {
        path: 'SECURITY.md',
        headings: ['Report', 'Supported', 'Response'],
        words: 90,
        contact: 'missing',
        unfilled: [],
      },
      'fail',
    ],
    ['none', { path: undefined, headings: [], words: 0, contact: 'missing', unfilled: [] }, 'fail'],
  ],
  'guide-names-what-exists': [
    ['all there', { text: 'found', controls: ['a'], absent: [], missingFiles: [] }, 'pass'],
    ['a file is gone', { text: 'found', controls: ['a'], absent: [], missingFiles: ['x.ts'] }, 'fail'],
    ['someone else’s guide', { text: 'found', controls: [], absent: [], missingFiles: [] }, 'inconclusive'],
  ],
  'publishes-a-security-contact': [
    ['complete', contact(), 'pass'],
    ['not there', contact({ status: 404 }), 'fail'],
    ['nothing answers', contact({ status: 404, positive: 0 }), 'inconclusive'],
    ['expired', contact({ at: '2028-01-01T00:00:00Z' }), 'fail'],
    ['for ten years', contact({ at: '2017-01-01T00:00:00Z' }), 'fail'],
    ['JSON', contact({ type: 'application/json' }), 'fail'],
    ['no contact', contact({}, ['Expires: 2027-01-01T00:00:00Z']), 'fail'],
    ['a bare address', contact({}, ['Contact: a@b.test', 'Expires: 2027-01-01T00:00:00Z']), 'fail'],
    ['no end', contact({}, ['Contact: https://a.test/report']), 'fail'],
    [
      'of another place',
      contact({}, [
        'Contact: https://a.test/r',
        'Expires: 2027-01-01T00:00:00Z',
        'Canonical: https://b.test/.well-known/security.txt',
      ]),
      'fail',
    ],
  ],
  'every-start-has-the-flags': [
    ['both', { starts: [{ flags, where: 'a' }], compiler: '', broken: [] }, 'pass'],
    ['one', { starts: [{ flags: flags.slice(0, 1), where: 'a' }], compiler: '', broken: [] }, 'fail'],
    [
      'one, where code is made',
      { starts: [{ flags: flags.slice(0, 1), where: 'a' }], compiler: 'fastify', broken: [] },
      'pass',
    ],
    [
      'a second place without',
      {
        starts: [
          { flags, where: 'a' },
          { flags: [], where: 'b' },
        ],
        compiler: '',
        broken: [],
      },
      'fail',
    ],
    ['nothing starts', { starts: [], compiler: '', broken: [] }, 'inconclusive'],
    [
      'a file does not parse',
      { starts: [{ flags, where: 'a' }], compiler: '', broken: ['compose.yaml'] },
      'inconclusive',
    ],
  ],
  'packages-come-from-the-lockfile': [
    ['all', locked(), 'pass'],
    ['no dependencies', { wanted: 0, policy: policy(), locks: [] }, 'pass'],
    ['no lockfile', { wanted: 1, policy: policy(), locks: [] }, 'fail'],
    ['two', locked({}, { locks: [...locked().locks, ...locked({ path: 'yarn.lock' }).locks] }), 'fail'],
    ['ignored', locked({ ignored: 'yes' }), 'fail'],
    ['too large', locked({ state: 'unreadable' }), 'inconclusive'],
    ['git', locked({ foreign: ['a'] }), 'fail'],
    ['no digest', locked({ unverified: ['a', 'b', 'c'] }), 'fail'],
    ['other versions', locked({ missing: ['a@2.0.0'] }), 'fail'],
    ['git is allowed', locked({}, { policy: policy({ elsewhere: 'taken' }) }), 'fail'],
  ],
  'versions-are-exact': [
    [
      'all',
      {
        specs: [
          ['a', '1.2.3'],
          ['b', 'npm:c@1.0.0-rc.1'],
          ['d', 'workspace:*'],
        ],
        policy: policy(),
      },
      'pass',
    ],
    ['a caret', { specs: [['a', '^1.2.3']], policy: policy() }, 'fail'],
    ['a tag', { specs: [['a', 'latest']], policy: policy() }, 'fail'],
    ['the next will be a range', { specs: [], policy: policy({ writes: 'range' }) }, 'fail'],
  ],
  'installing-runs-no-scripts': [
    ['none', policy(), 'pass'],
    ['named', policy({ scripts: 'named' }), 'pass'],
    ['all', policy({ scripts: 'all' }), 'fail'],
  ],
  'waits-a-week-for-versions': [
    ['a week', policy(), 'pass'],
    ['a day', policy({ days: 1 }), 'fail'],
    ['not at all', policy({ days: 0 }), 'fail'],
  ],
  'actions-are-named-by-commit': [
    [
      'all',
      {
        workflows: 1,
        uses: [
          { name: `a/b@${commit}`, where: 'x' },
          { name: './own', where: 'x' },
        ],
      },
      'pass',
    ],
    ['a tag', { workflows: 1, uses: [{ name: 'a/b@v1', where: 'x' }] }, 'fail'],
    ['an image by tag', { workflows: 1, uses: [{ name: 'docker://a:1', where: 'x' }] }, 'fail'],
    ['no workflow', { workflows: 0, uses: [] }, 'inconclusive'],
  ],
  'jobs-have-few-rights': [
    ['few', workflows(), 'pass'],
    ['none', { broken: [], workflows: [] }, 'inconclusive'],
    ['no YAML', { broken: ['a.yml'], workflows: [] }, 'fail'],
    ['all, for all', workflows({ permissions: 'write-all' }), 'fail'],
    ['writing, for all', workflows({ permissions: { contents: 'write' } }), 'fail'],
    ['whatever is set', workflows({ permissions: undefined }, [job({ permissions: undefined })]), 'fail'],
    ['strangers', workflows({ triggers: ['pull_request_target'] }), 'fail'],
    ['no end', workflows({}, [job({ 'timeout-minutes': undefined })]), 'fail'],
    ['a token on disk', workflows({}, [job({ steps: [{ uses: `actions/checkout@${commit}` }] })]), 'fail'],
    [
      'a title as a command',
      workflows({}, [job({ steps: [{ run: 'echo ${{ github.event.issue.title }}' }] })]),
      'fail',
    ],
    [
      'a number as a command',
      workflows({}, [job({ steps: [{ run: 'echo ${{ github.run_id }}' }] })]),
      'pass',
    ],
  ],
  'every-change-is-checked': [
    ['all', checked(), 'pass'],
    ['no workflow', checked({ workflows: 0 }), 'fail'],
    ['another system', checked({ workflows: 0, other: '.gitlab-ci.yml' }), 'inconclusive'],
    ['nothing', checked({ commands: 'echo' }), 'fail'],
    ['no lockfile', checked({ commands: checked().commands.replace('npm ci', 'npm install') }), 'fail'],
    ['no audit', checked({ commands: checked().commands.replace('npm audit', '') }), 'fail'],
    [
      'an action looks',
      checked({
        commands: checked().commands.replace('npm audit', ''),
        actions: [`actions/dependency-review-action@${commit}`],
      }),
      'pass',
    ],
    [
      'JavaScript has no types',
      checked({ language: 'js', commands: checked().commands.replace('tsc', '') }),
      'pass',
    ],
  ],
  'updates-come-late': [
    ['both', { robot: 'd', entries: [{ ecosystem: 'npm', days: 7 }], wanted: [['npm', 'bun']] }, 'pass'],
    ['no robot', { robot: '', entries: [], wanted: [['npm']] }, 'fail'],
    ['at once', { robot: 'd', entries: [{ ecosystem: 'npm', days: 0 }], wanted: [['npm']] }, 'fail'],
    [
      'no actions',
      { robot: 'd', entries: [{ ecosystem: 'npm', days: 7 }], wanted: [['npm'], ['github-actions']] },
      'fail',
    ],
  ],
  'lists-what-is-shipped': [
    ['kept', { workflows: 1, jobs: [{ where: 'a', kept: 'yes' }] }, 'pass'],
    ['thrown away', { workflows: 1, jobs: [{ where: 'a', kept: 'no' }] }, 'fail'],
    ['not made', { workflows: 1, jobs: [] }, 'fail'],
    ['no workflow', { workflows: 0, jobs: [] }, 'inconclusive'],
  ],
  'threat-model-is-true': [
    ['true', model(), 'pass'],
    ['not there', model({ path: undefined }), 'fail'],
    ['five kinds', model({ kinds: model().kinds.slice(1) }), 'fail'],
    ['a file is gone', model({ missingFiles: ['a.ts'] }), 'fail'],
    ['a template', model({ unfilled: ['TODO'] }), 'fail'],
    ['no flow', model({ flow: 'missing' }), 'fail'],
    ['nothing open', model({ open: 'missing' }), 'fail'],
  ],
};

it('has cases for every probe, a pass and a fail among them', () => {
  expect(Object.keys(table).sort()).toEqual(probes.map(({ id }) => id).sort());
  for (const [id, cases] of Object.entries(table)) {
    const outcomes = cases.map(([, , outcome]) => outcome);
    expect(`${id} ${outcomes.includes('pass') && outcomes.includes('fail')}`).toBe(`${id} true`);
  }
});

describe.each(Object.entries(table))('%s', (id, cases) => {
  it.each(cases)('%s', (_name, transcript, outcome) => {
    const findings = probeById.get(id)?.read(transcript as never) ?? [];
    expect(
      findings.map((finding) => finding.outcome).find((each) => each !== 'pass') ?? findings[0]?.outcome,
    ).toBe(outcome);
    for (const { because } of findings) expect(because).not.toMatch(/undefined|NaN|\[object/);
  });
});

/** Objects of Kubernetes and a unit, as transcripts hold them. */
function manifest(kind: string, fields: object): object {
  return { path: 'a.yaml', body: { apiVersion: 'v1', kind, metadata: { name: 'a' }, ...fields } };
}
function stack(...manifests: readonly object[]): object {
  return { path: 'a.yaml', manifests };
}
function deployment(spec: object): object {
  return manifest('Deployment', { spec: { template: { spec } } });
}
function namespace(level: string): object {
  return manifest('Namespace', {
    metadata: { name: 'a', labels: { 'pod-security.kubernetes.io/enforce': level } },
  });
}
function networkPolicy(spec: object): object {
  return manifest('NetworkPolicy', { spec: { podSelector: {}, ...spec } });
}
function unit(text: string): object {
  return {
    path: 'a.service',
    assignments: assignmentsOf(`[Service]\nExecStart=/usr/bin/node a.js\n${text}\n`),
  };
}
