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
  status: 200,
  ...(acao ? { acao } : {}),
  ...more,
});
const cut = (ended: string, seconds = 11, more: object = {}) => ({
  ended,
  seconds,
  when: 'later',
  status: 0,
  ...more,
});
const stage = (instructions: readonly object[]) => ({ image: 'a', name: undefined, line: 1, instructions });
const at = (name: string, text: string, words?: readonly string[]) => ({
  name,
  text,
  words,
  flags: {},
  line: 2,
});
const hardened = [at('USER', '10001'), at('HEALTHCHECK', 'CMD x'), at('CMD', '["node"]', ['node'])];
const notFoundEverywhere = { unsure: 'no route', seen: [seen('x', 404)], served: [], asked: 75 };
const dead = { state: 'gone', said: 'at the end nothing answers' };
const banned = { state: 'unclear', said: 'at the end nothing answers' };
/** What a transcript of a talk with a server holds when nothing went wrong. */
const calm = {
  unsure: '',
  apart: '',
  left: '',
  lost: '',
  unanswered: [],
  others: '',
  usual: 1,
  later: 'unchanged',
  reader: 'known',
  quickened: 1,
  kind: 'booted',
  after: { state: 'well', said: '' },
  unset: { seen: [], because: '' },
  anything: { status: 404, body: '' },
};

const contact = (
  more: object = {},
  lines: readonly string[] = ['Contact: mailto:a@b.test', 'Expires: 2027-01-01T00:00:00Z'],
) => ({
  status: 200,
  type: 'text/plain; charset=utf-8',
  text: lines.join('\n'),
  origin: 'https://a.test',
  at: '2026-11-24T00:00:00Z',
  ...more,
});
const flags = ['--disable-proto=delete', '--disallow-code-generation-from-strings'];
const ruling = (value: unknown, more: object = {}) => ({ value, file: '.npmrc', vain: '', ...more });
const policy = (more: object = {}) => ({
  manager: { name: 'npm', version: '11.21.2', from: 'packageManager', told: 'named', trouble: [] },
  scripts: ruling('none'),
  writes: ruling('exact'),
  days: ruling(7),
  elsewhere: ruling('refused'),
  lockfile: ruling('used'),
  trouble: [],
  ...more,
});
const lock = (more: object = {}) => ({
  path: 'package-lock.json',
  ignored: 'no',
  knows: 'package',
  entries: 9,
  unverified: [],
  foreign: [],
  missing: [],
  ...more,
});
const locks = (used: object | undefined, more: object = {}) => ({
  manager: 'npm',
  wanted: 'package-lock.json',
  used,
  beside: [],
  unread: [],
  ...more,
});
const locked = (more: object = {}, rest: object = {}) => ({
  wanted: 1,
  policy: policy(),
  locks: locks(lock(more)),
  ...rest,
});
const doubt = { doubt: 'it holds only with npm from 11.10.0 on' };
const trouble = [{ path: '.npmrc', why: 'is a link' }];
const commit = 'a'.repeat(40);
const job = (more: object = {}) => ({
  id: 'test',
  permissions: { contents: 'read' },
  timeout: 5,
  steps: [{ uses: `actions/checkout@${commit}`, with: { 'persist-credentials': false } }, { run: 'npm ci' }],
  ...more,
});
const looked = (read: readonly object[], more: object = {}) => ({
  read,
  broken: [],
  stranded: [],
  assumption: '',
  ...more,
});
const broken = { broken: [{ path: 'a.yml', why: 'is not YAML that parses' }] };
const stranded = { stranded: ['.github/workflows/ci.yml'] };
const workflows = (more: object = {}, jobs: readonly { steps: unknown }[] = [job()]) => ({
  workflows: looked([{ path: 'ci.yml', on: { pull_request: {} }, permissions: {}, jobs, ...more }]),
  steps: { 'ci.yml test': jobs[0]?.steps },
});
const used = (...names: readonly string[]) => ({
  workflows: looked([{}]),
  uses: names.map((name) => ({ name, where: 'x' })),
});
const commands = 'npm ci\neslint .\ntsc -p .\nvitest run\nnpm audit\nsecretlint x';
const checked = (text = commands, more: object = {}, actions: readonly string[] = []) => ({
  workflows: looked([{}]),
  other: '',
  language: 'ts',
  wants: 'dependencies',
  sure: { commands: text, actions },
  unclear: { commands: '', actions: [] },
  why: 'it runs at the top of the repository, and may not reach apps/api',
  ...more,
});
const robot = (days: number, ecosystems = ['npm'], more: object = {}) => ({
  robot: {
    path: 'd',
    entries: ecosystems.map((ecosystem) => ({ ecosystem, days, idle: '' })),
    elsewhere: [],
    trouble: [],
    ...more,
  },
  wanted: [['npm', 'bun']],
  assumed: '',
});
const node = (line: number, more: object = {}) => ({
  engines: 'named',
  at: '2026-11-24',
  named: [{ line, where: 'x', floor: 'floor' }],
  trouble: [],
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

const image = (open: readonly string[] | undefined, copies: string) => ({
  images: [{ path: 'Dockerfile', ignoreFile: '.dockerignore', open, copies }],
});

const settings = (...states: readonly string[]) => ({
  unread: '',
  template: '.env.production.template',
  variables: states.map((state, at) => ({ name: `V${at}`, state })),
});
const secretsOf = (...states: readonly string[]) => ({
  secrets: states.map((state, at) => ({ name: `SECRET_${at}`, state })),
});

const origins = (...lists: readonly object[]) => ({
  lists: lists.map((list, at) => ({ name: `ORIGINS_${at}`, count: 1, fault: '', ...list })),
  unread: '',
});

const table: Readonly<Record<string, readonly Case[]>> = {
  ...sourceTranscripts,
  ...benchTranscripts,
  'tracks-no-env-files': [
    ['clean', { tracked: [], added: [], seen: '3 commits', unseen: '' }, 'pass'],
    ['tracked', { tracked: ['.env'], added: [], seen: '', unseen: '' }, 'fail'],
    ['in history', { tracked: [], added: [{ path: '.env', commit: 'a' }], seen: '', unseen: '' }, 'fail'],
  ],
  'keeps-env-files-out-of-images': [
    ['ignored', image([], 'all'), 'pass'],
    ['copied', image(['.env'], 'all'), 'fail'],
    ['seen', image(['.env'], 'some'), 'fail'],
    ['unread', image(undefined, 'all'), 'inconclusive'],
  ],
  'ignores-env-files': [
    ['all', { unseen: '', names: ['.env'], ignored: ['.env'], templates: [], foldersLeft: 0 }, 'pass'],
    ['too many', { unseen: '', names: [], ignored: [], templates: [], foldersLeft: 1 }, 'inconclusive'],
    [
      'one missing',
      { unseen: '', names: ['.env', '.env.local'], ignored: ['.env'], templates: [], foldersLeft: 0 },
      'fail',
    ],
    [
      'no git',
      { unseen: 'git is not installed', names: ['.env'], ignored: [], templates: [], foldersLeft: 0 },
      'inconclusive',
    ],
  ],
  'answers-only-allowed-origins': [
    [
      'only its own',
      {
        allowed: good,
        writes: 'yes',
        seen: [origin(good, good, { vary: 'Origin' }), origin('https://evil.example')],
      },
      'pass',
    ],
    [
      'a fixed other origin',
      {
        allowed: undefined,
        writes: 'yes',
        seen: [origin('https://evil.example', 'https://fixed.example')],
      },
      'pass',
    ],
    [
      'reflected',
      {
        allowed: good,
        writes: 'yes',
        seen: [origin('https://evil.example', 'https://evil.example')],
      },
      'fail',
    ],
    ['no Vary', { allowed: good, writes: 'yes', seen: [origin(good, good)] }, 'fail'],
    [
      'a star on a service that writes',
      { allowed: undefined, writes: 'yes', seen: [origin('null', '*')] },
      'fail',
    ],
    [
      'a star on one that only reads',
      { allowed: undefined, writes: 'no', seen: [origin('null', '*')] },
      'inconclusive',
    ],
    [
      'no policy at all',
      { allowed: undefined, writes: 'yes', seen: [origin('https://evil.example')] },
      'inconclusive',
    ],
    ['404 everywhere', { unsure: 'no route', allowed: good, writes: 'no', seen: [] }, 'inconclusive'],
    [
      'a star without the list',
      {
        allowed: good,
        writes: 'yes',
        seen: [origin(good, good, { vary: 'Origin' })],
        unset: { seen: [origin('https://evil.example', '*')], because: '' },
      },
      'fail',
    ],
    [
      'not seen without the list',
      {
        allowed: good,
        writes: 'yes',
        seen: [origin(good, good, { vary: 'Origin' })],
        unset: { seen: [], because: 'a second boot ended' },
      },
      'inconclusive',
    ],
    [
      'limited',
      {
        allowed: good,
        writes: 'yes',
        seen: [origin(good, good, { vary: 'Origin' }), origin('null', undefined, { status: 429 })],
      },
      'inconclusive',
    ],
  ],
  'refuses-plaintext': [
    ['refused', { port: 'open', host: 'a.test', seen: [{ what: 'x', method: 'POST', status: 403 }] }, 'pass'],
    ['closed', { port: 'closed', host: 'a.test', seen: [] }, 'pass'],
    [
      'processed',
      { port: 'open', host: 'a.test', seen: [{ what: 'x', method: 'POST', status: 201 }] },
      'fail',
    ],
    [
      'a write redirected',
      {
        port: 'open',
        host: 'a.test',
        seen: [{ what: 'x', method: 'POST', status: 308, location: 'https://a.test/' }],
      },
      'fail',
    ],
    [
      'a read redirected home',
      {
        port: 'open',
        host: 'a.test',
        seen: [{ what: 'x', method: 'GET', status: 308, location: 'https://a.test/' }],
      },
      'pass',
    ],
    [
      'a read redirected elsewhere',
      {
        port: 'open',
        host: 'a.test',
        seen: [{ what: 'x', method: 'GET', status: 308, location: 'https://evil/' }],
      },
      'fail',
    ],
    [
      'reached a handler',
      { port: 'open', host: 'a.test', seen: [{ what: 'x', method: 'POST', status: 400 }] },
      'fail',
    ],
    ['no second address', { unsure: 'no other', port: 'open', host: 'a.test', seen: [] }, 'inconclusive'],
    ['neither', { port: 'mute', host: 'a.test', seen: [] }, 'inconclusive'],
    [
      'a limiter',
      { port: 'open', host: 'a.test', seen: [{ what: 'x', method: 'GET', status: 429 }] },
      'inconclusive',
    ],
    [
      'a host that begins like it',
      {
        port: 'open',
        host: 'a.test',
        seen: [{ what: 'x', method: 'GET', status: 308, location: 'https://a.test.evil.example/' }],
      },
      'fail',
    ],
    [
      'no second boot, and the first processes it',
      { unsure: 'ended', port: 'open', host: 'a.test', seen: [{ what: 'x', method: 'GET', status: 200 }] },
      'fail',
    ],
    [
      'only a read was asked',
      {
        port: 'open',
        host: 'a.test',
        left: 'needs --active',
        seen: [{ what: 'x', method: 'GET', status: 403 }],
      },
      'not-assessed',
    ],
  ],
  'headers-on-every-answer': [
    ['all', { secure: 'yes', seen: [seen('a', 200, strict), seen('b', 404, strict)] }, 'pass'],
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
      {
        secure: 'no',
        seen: [
          seen('a', 200, without('strict-transport-security')),
          seen('b', 404, without('strict-transport-security')),
        ],
      },
      'pass',
    ],
    [
      'a filter switched on',
      { secure: 'no', seen: [seen('a', 200, { ...strict, 'x-xss-protection': '1; mode=block' })] },
      'fail',
    ],
    ['404 everywhere', { secure: 'yes', seen: [seen('a', 404, strict)] }, 'inconclusive'],
    ['no error seen', { secure: 'no', seen: [seen('a', 200, strict)] }, 'inconclusive'],
    [
      'lost',
      { secure: 'no', lost: 'x -> 429', seen: [seen('a', 200, strict), seen('b', 404, strict)] },
      'inconclusive',
    ],
    [
      'half of it asked',
      { secure: 'no', left: 'needs --active', seen: [seen('a', 200, strict), seen('b', 404, strict)] },
      'not-assessed',
    ],
  ],
  'names-no-software': [
    ['none', { secure: 'yes', seen: [seen('a', 200)] }, 'pass'],
    ['Express', { secure: 'yes', seen: [seen('a', 200, { 'x-powered-by': 'Express' })] }, 'fail'],
    ['404 everywhere', { secure: 'yes', seen: [seen('a', 404)] }, 'inconclusive'],
  ],
  'errors-tell-nothing': [
    ['quiet', { seen: [seen('a', 404), seen('b', 400)] }, 'pass'],
    ['a stack', { seen: [seen('a', 500, {}, 'Error\n    at f (/srv/app/x.js:1:2)')] }, 'fail'],
    [
      'the parser',
      {
        seen: [seen('a', 400, {}, '{"message":"Unexpected token } in JSON at position 3"}')],
      },
      'fail',
    ],
    ['markup', { seen: [seen('a', 404, {}, 'no <script>alert(1)</script>')] }, 'fail'],
    ['HTML', { seen: [seen('a', 404, { 'content-type': 'text/html' }, 'no')] }, 'fail'],
    ['it died', { after: dead, seen: [seen('a', 404), seen('b', 400)] }, 'fail'],
    ['404 everywhere', notFoundEverywhere, 'inconclusive'],
    ['limits only', { seen: [seen('a', 429), seen('b', 429)] }, 'inconclusive'],
    ['it may have banned us', { after: banned, seen: [seen('a', 404), seen('b', 400)] }, 'inconclusive'],
  ],
  'refuses-ambiguous-framing': [
    ['refused', { seen: [{ what: 'x', statuses: [400], ended: 'peer' }] }, 'pass'],
    ['smuggled', { seen: [{ what: 'x', statuses: [400, 200], ended: 'peer' }] }, 'fail'],
    ['accepted', { seen: [{ what: 'x', statuses: [200], ended: 'peer' }] }, 'fail'],
    ['left open', { seen: [{ what: 'x', statuses: [400], ended: 'time' }] }, 'fail'],
    ['dead', { unsure: 'no route', seen: [] }, 'inconclusive'],
    ['silent', { seen: [{ what: 'x', statuses: [], ended: 'time' }] }, 'inconclusive'],
    ['limited', { seen: [{ what: 'x', statuses: [429], ended: 'peer' }] }, 'inconclusive'],
    ['closed', { seen: [{ what: 'x', statuses: [], ended: 'peer' }] }, 'pass'],
    ['died', { after: dead, seen: [{ what: 'x', statuses: [], ended: 'peer' }] }, 'fail'],
    ['fails at odd Hosts', { hosts: [{ what: 'x', statuses: [500] }], seen: [] }, 'fail'],
    ['refuses odd Hosts', { hosts: [{ what: 'x', statuses: [400] }], seen: [] }, 'pass'],
  ],
  'ignores-a-poisoned-host': [
    ['refused', { foreignHost: 421, seen: [{ what: 'x', status: 421, told: '' }] }, 'pass'],
    ['any host', { foreignHost: 200, seen: [{ what: 'x', status: 200, told: '' }] }, 'fail'],
    [
      'a poisoned link',
      { foreignHost: 400, seen: [{ what: 'x', status: 302, told: 'https://evil.example/' }] },
      'fail',
    ],
    ['404 everywhere', { unsure: 'no route', foreignHost: 404, seen: [] }, 'inconclusive'],
    ['limited', { foreignHost: 429, seen: [{ what: 'x', status: 429, told: '' }] }, 'inconclusive'],
  ],
  'refuses-foreign-upgrades': [
    ['none is open', { asked: [{ what: '/ws', status: 404 }], open: [], seen: [] }, 'pass'],
    ['hangs up', { asked: [{ what: '/ws', status: 0 }], open: [], seen: [] }, 'pass'],
    [
      'to its own',
      {
        asked: [{ what: '/ws', status: 101 }],
        open: ['/ws'],
        seen: [{ what: 'a foreign Host', path: '/ws', status: 421 }],
      },
      'pass',
    ],
    [
      'to everybody',
      {
        asked: [{ what: '/ws', status: 101 }],
        open: ['/ws'],
        seen: [{ what: 'a foreign Host', path: '/ws', status: 101 }],
      },
      'fail',
    ],
    ['404 everywhere', { unsure: 'no route', asked: [], open: [], seen: [] }, 'inconclusive'],
    ['limited', { asked: [{ what: '/ws', status: 429 }], open: [], seen: [] }, 'inconclusive'],
  ],
  'refuses-other-methods': [
    ['405', { path: '/', seen: [{ method: 'TRACE', status: 405, allow: 'GET', echoes: 'no' }] }, 'pass'],
    ['405 without Allow', { seen: [{ method: 'TRACE', status: 405, allow: '', echoes: 'no' }] }, 'fail'],
    ['echo', { seen: [{ method: 'TRACE', status: 200, allow: '', echoes: 'yes' }] }, 'fail'],
    ['404', { seen: [{ method: 'PROPFIND', status: 404, allow: '', echoes: 'no' }] }, 'fail'],
    ['404 everywhere', { unsure: 'no route', seen: [] }, 'inconclusive'],
    ['limited', { seen: [{ method: 'TRACE', status: 429, allow: '', echoes: 'no' }] }, 'inconclusive'],
    ['not asked', { seen: [], left: 'needs --active' }, 'not-assessed'],
  ],
  'serves-no-private-paths': [
    ['none', { served: [], asked: 75 }, 'pass'],
    ['one', { served: [{ path: '/.env', status: 200 }], asked: 75 }, 'fail'],
    ['404 everywhere', notFoundEverywhere, 'inconclusive'],
    ['limited', { served: [], unanswered: [{ path: '/.env', status: 429 }], asked: 75 }, 'inconclusive'],
    ['the plain ones', { served: [], asked: 75, left: 'needs --active' }, 'not-assessed'],
  ],
  'refuses-large-bodies': [
    ['refused', { slowest: 3, seen: [{ what: 'x', status: 413, ms: 1, wants: [413] }] }, 'pass'],
    ['cut off', { slowest: 3, seen: [{ what: 'x', status: 0, ms: 1, wants: [413] }] }, 'pass'],
    ['taken', { slowest: 3, seen: [{ what: 'x', status: 201, ms: 1, wants: [413] }] }, 'fail'],
    ['fails', { slowest: 3, seen: [{ what: 'x', status: 500, ms: 1, wants: [413] }] }, 'fail'],
    ['others wait', { slowest: 9_000, seen: [{ what: 'x', status: 413, ms: 1, wants: [413] }] }, 'fail'],
    ['no route', { unsure: 'no route', slowest: 0, seen: [] }, 'inconclusive'],
    ['limited', { slowest: 3, seen: [{ what: 'x', status: 429, ms: 1, wants: [413] }] }, 'inconclusive'],
    [
      'it died of it',
      { slowest: 3, after: dead, seen: [{ what: 'x', status: 0, ms: 1, wants: [413] }] },
      'fail',
    ],
    [
      'a slow server',
      { slowest: 4_000, usual: 4_000, seen: [{ what: 'x', status: 413, ms: 5_500, wants: [413] }] },
      'pass',
    ],
  ],
  'refuses-other-media-types': [
    ['415', { seen: [{ type: 'text/plain', status: 415 }] }, 'pass'],
    ['taken', { seen: [{ type: 'text/plain', status: 201 }] }, 'fail'],
    ['ignored', { seen: [{ type: 'text/plain', status: 400 }] }, 'fail'],
    ['no route', { unsure: 'no route', seen: [] }, 'inconclusive'],
    ['limited', { seen: [{ type: 'text/plain', status: 429 }] }, 'inconclusive'],
    ['a login', { seen: [{ type: 'text/plain', status: 401 }] }, 'inconclusive'],
  ],
  'refuses-prototype-keys': [
    ['refused', { seen: [{ what: 'x', status: 400 }] }, 'pass'],
    ['taken', { seen: [{ what: 'x', status: 201 }] }, 'fail'],
    ['polluted', { later: 'changed', seen: [{ what: 'x', status: 400 }] }, 'fail'],
    ['no route', { unsure: 'no route', seen: [] }, 'inconclusive'],
    ['stored already', { seen: [{ what: 'x', status: 409 }] }, 'inconclusive'],
    ['died', { after: dead, seen: [{ what: 'x', status: 0 }] }, 'fail'],
  ],
  'refuses-wrong-shapes': [
    ['refused', { seen: [{ what: 'x', status: 422 }] }, 'pass'],
    ['taken', { seen: [{ what: 'x', status: 201 }] }, 'fail'],
    ['fails', { seen: [{ what: 'x', status: 500 }] }, 'fail'],
    ['no route', { unsure: 'no route', seen: [] }, 'inconclusive'],
    ['nothing there', { seen: [{ what: 'x', status: 404 }] }, 'inconclusive'],
    ['limited', { seen: [{ what: 'x', status: 429 }] }, 'inconclusive'],
    ['died', { after: dead, seen: [{ what: 'x', status: 0 }] }, 'fail'],
  ],
  'cuts-off-slow-clients': [
    [
      'cut',
      {
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
        quickened: 1,
        headers: cut('peer'),
        body: cut('time'),
        others: { status: 200, ms: 3 },
      },
      'fail',
    ],
    [
      'others wait',
      { quickened: 1, headers: cut('peer'), body: cut('peer'), others: { status: 0, ms: 9 } },
      'fail',
    ],
    [
      'it has ended meanwhile',
      { headers: cut('peer'), body: cut('peer'), others: { status: 0, ms: 9 }, after: banned },
      'inconclusive',
    ],
    [
      'all cut off, since it has ended',
      { headers: cut('peer'), body: cut('peer'), others: { status: 200, ms: 9 }, after: banned },
      'inconclusive',
    ],
    [
      'the slow end it',
      { headers: cut('peer'), body: cut('peer'), others: { status: 0, ms: 9 }, after: dead },
      'fail',
    ],
    [
      '404 everywhere',
      {
        unsure: 'no route',
        quickened: 1,
        headers: cut('peer'),
        body: cut('peer'),
        others: { status: 404, ms: 3 },
      },
      'inconclusive',
    ],
    [
      'closes at once',
      { headers: cut('peer', 0, { when: 'at once' }), body: cut('peer'), others: { status: 200, ms: 3 } },
      'inconclusive',
    ],
    [
      'answers before the body',
      { headers: cut('peer'), body: cut('peer', 1, { status: 401 }), others: { status: 200, ms: 3 } },
      'inconclusive',
    ],
    [
      'answers, and holds on',
      {
        reader: 'unknown',
        headers: cut('peer'),
        body: cut('peer', 20, { status: 404 }),
        others: { status: 200, ms: 3 },
      },
      'pass',
    ],
    [
      'answers and leaves',
      {
        reader: 'unknown',
        headers: cut('peer'),
        body: cut('peer', 0, { status: 404, when: 'at once' }),
        others: { status: 200, ms: 3 },
      },
      'inconclusive',
    ],
  ],
  'health-says-little': [
    [
      'little',
      {
        live: { path: '/livez', status: 200, body: '{"status":"ok"}' },
        ready: { path: '/readyz', status: 200, body: '{}' },
        details: [],
      },
      'pass',
    ],
    [
      'versions',
      {
        live: { path: '/livez', status: 200, body: '{"version":"1.2.3"}' },
        ready: { path: '/readyz', status: 200, body: '{}' },
        details: [],
      },
      'fail',
    ],
    [
      'no readiness',
      { live: { path: '/livez', status: 200, body: '{}' }, ready: undefined, details: [] },
      'fail',
    ],
    [
      'open details',
      {
        live: { path: '/livez', status: 200, body: '' },
        ready: { path: '/readyz', status: 200, body: '' },
        details: [{ path: '/health/details', status: 200, told: '{}' }],
      },
      'fail',
    ],
    [
      '404 everywhere',
      { unsure: 'no route', live: undefined, ready: undefined, details: [] },
      'inconclusive',
    ],
    [
      'one page for all',
      {
        live: { path: '/livez', status: 200, body: '<html>' },
        ready: { path: '/readyz', status: 200, body: '<html>' },
        details: [{ path: '/health/details', status: 200, told: '<html>' }],
        anything: { status: 200, body: '<html>' },
      },
      'inconclusive',
    ],
    [
      'limited',
      {
        live: { path: '/livez', status: 429, body: '' },
        ready: { path: '/readyz', status: 200, body: '{}' },
        details: [],
      },
      'inconclusive',
    ],
  ],
  'names-a-supported-node': [
    ['supported', node(26), 'pass'],
    ['the same, later', node(26, { at: '2029-11-24' }), 'fail'],
    ['newer than the table', node(40), 'inconclusive'],
    ['none', node(26, { engines: 'missing', named: [] }), 'fail'],
    ['any', node(26, { named: [] }), 'fail'],
    ['a file that could not be read', node(26, { trouble }), 'inconclusive'],
    [
      'no package.json that could be read',
      node(26, { engines: 'missing', named: [], trouble }),
      'inconclusive',
    ],
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
        services: { db: { image: 'x', cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] } },
      },
      'pass',
    ],
    [
      'privileged',
      {
        files: ['compose.yaml'],
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
    ['made elsewhere', { stacks: [stack(deployment(restricted))] }, 'not-applicable'],
    ['no pod', { stacks: [] }, 'inconclusive'],
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
            [
              'DynamicUser=yes',
              'CapabilityBoundingSet=',
              'ProtectSystem=strict',
              'ProtectHome=yes',
              'PrivateDevices=yes',
              'ProtectKernelTunables=yes',
              'ProtectKernelModules=yes',
              'ProtectControlGroups=yes',
              'LockPersonality=yes',
              'RestrictNamespaces=yes',
              'RestrictAddressFamilies=AF_INET',
              'SystemCallFilter=@system-service',
            ].join('\n'),
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
    ['nothing answers', contact({ status: 404, unsure: 'no route' }), 'inconclusive'],
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
    ['limited', contact({ status: 429 }), 'inconclusive'],
    ['moved', contact({ status: 301 }), 'inconclusive'],
  ],
  'every-start-has-the-flags': [
    ['both', { starts: [{ flags, where: 'a' }], compiler: '' }, 'pass'],
    ['one', { starts: [{ flags: flags.slice(0, 1), where: 'a' }], compiler: '' }, 'fail'],
    [
      'one, where code is made',
      { starts: [{ flags: flags.slice(0, 1), where: 'a' }], compiler: 'fastify' },
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
      },
      'fail',
    ],
    ['nothing starts', { starts: [], compiler: '' }, 'inconclusive'],
    [
      'a file does not parse',
      {
        starts: [{ flags, where: 'a' }],
        compiler: '',
        unparsed: [{ path: 'compose.yaml', why: 'is broken' }],
      },
      'inconclusive',
    ],
  ],
  'packages-come-from-the-lockfile': [
    ['all', locked(), 'pass'],
    ['no dependencies', { wanted: 0, policy: policy(), locks: locks(undefined) }, 'pass'],
    ['no lockfile', { wanted: 1, policy: policy(), locks: locks(undefined) }, 'fail'],
    ['two', locked({}, { locks: locks(lock(), { beside: ['yarn.lock'] }) }), 'fail'],
    [
      'one of another manager',
      { wanted: 1, policy: policy(), locks: locks(undefined, { beside: ['yarn.lock'] }) },
      'fail',
    ],
    [
      'one in the package only',
      { wanted: 1, policy: policy(), locks: locks(undefined, { unread: ['package-lock.json'] }) },
      'fail',
    ],
    [
      'one more in the package',
      locked({}, { locks: locks(lock(), { unread: ['package-lock.json'] }) }),
      'pass',
    ],
    ['of other packages', locked({ knows: 'others' }), 'fail'],
    ['ignored', locked({ ignored: 'yes' }), 'fail'],
    ['too large', locked({ unreadable: 'is larger than 8 MiB' }), 'inconclusive'],
    ['git', locked({ foreign: ['a'] }), 'fail'],
    ['no digest', locked({ unverified: ['a', 'b', 'c'] }), 'fail'],
    ['other versions', locked({ missing: ['a@2.0.0'] }), 'fail'],
    ['git is allowed', locked({}, { policy: policy({ elsewhere: ruling('taken') }) }), 'fail'],
    [
      'git may be allowed',
      locked({}, { policy: policy({ elsewhere: ruling('taken', doubt) }) }),
      'inconclusive',
    ],
    ['settings that could not be read', locked({}, { policy: policy({ trouble }) }), 'inconclusive'],
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
    ['the next will be a range', { specs: [], policy: policy({ writes: ruling('range') }) }, 'fail'],
    ['settings that could not be read', { specs: [], policy: policy({ trouble }) }, 'inconclusive'],
  ],
  'installing-runs-no-scripts': [
    ['none', policy(), 'pass'],
    ['named', policy({ scripts: ruling('named') }), 'pass'],
    ['all', policy({ scripts: ruling('all') }), 'fail'],
    ['perhaps all', policy({ scripts: ruling('all', doubt) }), 'inconclusive'],
    ['settings that could not be read', policy({ trouble }), 'inconclusive'],
  ],
  'waits-a-week-for-versions': [
    ['a week', policy(), 'pass'],
    ['a day', policy({ days: ruling(1) }), 'fail'],
    ['not at all', policy({ days: ruling(0) }), 'fail'],
    ['perhaps a week', policy({ days: ruling(0, doubt) }), 'inconclusive'],
    ['settings that could not be read', policy({ trouble }), 'inconclusive'],
  ],
  'actions-are-named-by-commit': [
    ['all', used(`a/b@${commit}`, './own'), 'pass'],
    ['a tag', used('a/b@v1'), 'fail'],
    ['an image by tag', used('docker://a:1'), 'fail'],
    ['no workflow', { workflows: looked([]), uses: [] }, 'inconclusive'],
    ['none that is read', { workflows: looked([], stranded), uses: [] }, 'inconclusive'],
    [
      'one that could not be read',
      { ...used(`a/b@${commit}`), workflows: looked([{}], broken) },
      'inconclusive',
    ],
    [
      'a tag beside one that could not be read',
      { ...used('a/b@v1'), workflows: looked([{}], broken) },
      'fail',
    ],
  ],
  'jobs-have-few-rights': [
    ['few', workflows(), 'pass'],
    ['none', { workflows: looked([]), steps: {} }, 'inconclusive'],
    ['none that is read', { workflows: looked([], stranded), steps: {} }, 'inconclusive'],
    ['no YAML', { workflows: looked([], broken), steps: {} }, 'inconclusive'],
    ['all, for all', workflows({ permissions: 'write-all' }), 'fail'],
    ['writing, for all', workflows({ permissions: { contents: 'write' } }), 'fail'],
    ['whatever is set', workflows({ permissions: undefined }, [job({ permissions: undefined })]), 'fail'],
    ['strangers', workflows({ on: { pull_request_target: {} } }), 'fail'],
    ['no end', workflows({}, [job({ timeout: undefined })]), 'fail'],
    [
      'a token on disk',
      workflows({}, [job({ steps: [{ uses: `actions/checkout@${commit}`, with: {} }] })]),
      'fail',
    ],
    [
      'a title as a command',
      workflows({}, [job({ steps: [{ run: 'echo ${{ github.event.issue.title }}' }] })]),
      'fail',
    ],
    ['an input as a command', workflows({}, [job({ steps: [{ run: 'echo ${{ inputs.name }}' }] })]), 'fail'],
    [
      'a number as a command',
      workflows({}, [job({ steps: [{ run: 'echo ${{ github.run_id }}' }] })]),
      'pass',
    ],
  ],
  'every-change-is-checked': [
    ['all', checked(), 'pass'],
    ['no workflow', checked('', { workflows: looked([]) }), 'fail'],
    ['none that is run', checked('', { workflows: looked([], stranded) }), 'fail'],
    ['another system', checked('', { workflows: looked([]), other: '.gitlab-ci.yml' }), 'inconclusive'],
    ['nothing', checked('echo'), 'fail'],
    ['no lockfile', checked(commands.replace('npm ci', 'npm install')), 'fail'],
    ['no audit', checked(commands.replace('npm audit', '')), 'fail'],
    ['around the package', checked('', { unclear: { commands, actions: [] } }), 'inconclusive'],
    ['one that could not be read', checked(commands, { workflows: looked([{}], broken) }), 'inconclusive'],
    [
      'an action looks',
      checked(commands.replace('npm audit', ''), {}, [`actions/dependency-review-action@${commit}`]),
      'pass',
    ],
    ['JavaScript has no types', checked(commands.replace('tsc', ''), { language: 'js' }), 'pass'],
  ],
  'updates-come-late': [
    ['both', robot(7), 'pass'],
    ['no robot', { wanted: [['npm']] }, 'fail'],
    ['one that is not read', { stranded: 'renovate.json', wanted: [['npm']] }, 'fail'],
    ['at once', robot(0), 'fail'],
    ['perhaps at once', robot(0, ['npm'], { doubt: 'by what it extends' }), 'inconclusive'],
    ['in another folder', robot(7, [], { elsewhere: ['npm in /web'] }), 'fail'],
    ['settings that could not be read', robot(7, [], { trouble }), 'inconclusive'],
    ['no actions', { ...robot(7), wanted: [['npm'], ['github-actions']] }, 'fail'],
    ['idle', robot(7, [], { entries: [{ ecosystem: 'npm', days: 7, idle: 'enabled: false' }] }), 'fail'],
  ],
  'lists-what-is-shipped': [
    ['kept', { workflows: looked([{}]), jobs: [{ where: 'a', of: 'package', kept: 'yes' }] }, 'pass'],
    [
      'of what is around',
      { workflows: looked([{}]), jobs: [{ where: 'a', of: 'above', kept: 'yes' }] },
      'inconclusive',
    ],
    ['thrown away', { workflows: looked([{}]), jobs: [{ where: 'a', of: 'package', kept: 'no' }] }, 'fail'],
    ['not made', { workflows: looked([{}]), jobs: [] }, 'fail'],
    ['no workflow', { workflows: looked([]), jobs: [] }, 'inconclusive'],
    ['none that is run', { workflows: looked([], stranded), jobs: [] }, 'fail'],
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
  'settings-are-filled-in': [
    ['filled in', settings('filled in', 'left out as the template allows'), 'pass'],
    ['one missing', settings('filled in', 'missing'), 'fail'],
    ['one empty', settings('empty'), 'fail'],
    ['one a placeholder', settings('a placeholder', 'filled in'), 'fail'],
    ['one read by nobody', settings('filled in', 'read by nobody'), 'fail'],
    ['one with a wildcard', settings('with a wildcard'), 'fail'],
    ['one as a file', settings('filled in', 'handed over as a file'), 'pass'],
    ['a file that pods do not read', { ...settings('filled in'), unread: '.env.production' }, 'inconclusive'],
    ['no template', { ...settings(), template: '' }, 'inconclusive'],
    ['an empty template', settings(), 'inconclusive'],
  ],
  'secrets-are-made': [
    ['made', secretsOf('made'), 'pass'],
    ['one short', secretsOf('made', 'shorter than 32 bytes'), 'fail'],
    ['one missing', secretsOf('missing'), 'fail'],
    ['one used twice', secretsOf('used twice', 'used twice'), 'fail'],
    ['one of a template', secretsOf('the one of a template'), 'fail'],
    ['one in a file', secretsOf('made', 'in a file'), 'inconclusive'],
    ['one in a file, and one missing', secretsOf('missing', 'in a file'), 'fail'],
    ['none', secretsOf(), 'inconclusive'],
  ],
  'settings-say-production': [
    ['said', { mode: 'production', unread: '' }, 'pass'],
    ['left out', { mode: 'unset', unread: '' }, 'pass'],
    ['another', { mode: 'another', unread: '' }, 'fail'],
    ['to no pod', { mode: 'production', unread: '.env.production' }, 'inconclusive'],
  ],
  'allowed-origins-are-real': [
    ['real', origins({ count: 2 }), 'pass'],
    ['a wildcard', origins({ count: 2, fault: 'a wildcard' }), 'fail'],
    ['one real, one of a template', origins({ count: 1 }, { fault: 'what a template shows' }), 'fail'],
    ['empty', origins({ count: 0 }), 'inconclusive'],
    ['no such variable', origins(), 'inconclusive'],
    ['to no pod', { ...origins({ count: 1 }), unread: '.env.production' }, 'inconclusive'],
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
    const quiet = probeById.get(id)?.needs === 'server' ? calm : {};
    const findings = probeById.get(id)?.read({ ...quiet, ...(transcript as object) } as never) ?? [];
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
