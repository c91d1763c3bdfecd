import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Call } from '../../src/commands/command.js';
import type { Sending } from '../../src/evidence/bundle.js';
import { withSeal } from '../../src/report/page-state.js';
import { sha256 } from '../../src/sha256.js';
import type { Evidence } from '../../src/verify/evidence.js';
import {
  booted,
  bundleIn,
  handed,
  keptFile,
  keyOf,
  page,
  pagePath,
  pair,
  plant,
  type Scene,
} from './scene.js';

/**
 * One way of editing what verify might believe. It changes the disk, and may give options to the run that
 * follows.
 */
export interface Edit {
  readonly name: string;
  /** What is edited decides how it must be told, and what the run may still tick. */
  readonly of: 'kept' | 'handed' | 'brought' | 'page' | 'foreign page' | 'trust';
  readonly apply: (scene: Scene, random: Random) => Call['given'];
}

/** Numbers that a seed gives: at least 0, below the bound. */
export type Random = (below: number) => number;

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const pick = <T>(list: readonly T[], random: Random): T => list[random(list.length)] as T;
const nothing = {};

const rewrite = (path: string, change: (text: string) => string): void => {
  const before = readFileSync(path, 'latin1');
  const after = change(before);
  if (after === before) throw new Error(`The edit of ${path} changes nothing.`);
  writeFileSync(path, after, 'latin1');
};

const cut = (text: string, at: number, length: number, put: string): string =>
  text.slice(0, at) + put + text.slice(at + length);

/** One of the places where a pattern stands. */
function replaceOne(text: string, pattern: RegExp, random: Random, put: (found: string) => string): string {
  const [found] = [pick([...text.matchAll(pattern)], random)];
  return cut(text, found.index, found[0].length, put(found[0]));
}

const flip = (text: string, random: Random): string => {
  const at = random(text.length);
  return cut(text, at, 1, String.fromCharCode(text.charCodeAt(at) ^ (1 << random(6))));
};

const kept = (name: string, change: (text: string, random: Random) => string): Edit => ({
  of: 'kept',
  name,
  apply: (scene, random) => {
    rewrite(keptFile(scene), (text) => change(text, random));
    return nothing;
  },
});
const recoded = (text: string, key: string | Buffer): string => {
  const body = text.slice(text.indexOf('\n') + 1);
  const form = 'rampart-kept/1';
  return `${form} ${createHmac('sha256', key).update(`${form}\n`).update(body).digest('hex')}\n${body}`;
};

const allPass = (text: string): string => text.replaceAll('"outcome":"fail"', '"outcome":"pass"');

const keptEdits: readonly Edit[] = [
  kept('an outcome', (text, random) =>
    replaceOne(text, /"outcome":"fail"/g, random, () => '"outcome":"pass"'),
  ),
  kept('every outcome', allPass),
  kept('a time', (text, random) => replaceOne(text, /"at":"\d{4}/g, random, () => `"at":"2${random(10)}99`)),
  kept('a subject', (text, random) => replaceOne(text, /"subject":"\w+"/g, random, () => '"subject":"f"')),
  kept('a probe', (text, random) => replaceOne(text, /"probe":"[\w-]+"/g, random, () => '"probe":"limits"')),
  kept('the folder', (text) => text.replace(/"root":"/, '"root":"/elsewhere')),
  kept('the package', (text) => text.replace('"name":"', '"name":"x')),
  kept('the version', (text) => text.replace(/"rampart":"/, '"rampart":"9')),
  kept('a page that was never written', (text, random) =>
    replaceOne(text, /"sha256":"\w{64}"/g, random, () => `"sha256":"${sha256(String(random(99)))}"`),
  ),
  kept('one bit', flip),
  kept('white space', (text, random) => replaceOne(text, /[,:[{]/g, random, (found) => `${found} `)),
  kept('a member twice', (text) => text.replace('"evidence":', '"evidence":[],"evidence":')),
  kept('more behind it', (text, random) => `${text}${pick(['\n', ' ', '{}', '\0'], random)}`),
  kept('its end', (text, random) => text.slice(0, random(text.length))),
  kept('the code', (text, random) => cut(text, 'rampart-kept/1 '.length + random(64), 1, 'x')),
  kept('the code, as a plain digest', (text) => {
    const body = allPass(text.slice(text.indexOf('\n') + 1));
    return `rampart-kept/1 ${sha256(body)}\n${body}`;
  }),
  kept('the code, by a guessed key', (text, random) =>
    recoded(allPass(text), pick(['', 'rampart', Buffer.alloc(32), '0'.repeat(64)], random)),
  ),
  kept('no code', (text) => allPass(text.slice(text.indexOf('\n') + 1))),
  kept(
    'another form',
    (text, random) =>
      pick(['', 'null', '[]', '{}', `${'['.repeat(100_000)}`, 'rampart-kept/1\n{}', '\n'], random) +
      text.slice(0, 0),
  ),
  {
    of: 'kept',
    name: 'a link in its place',
    apply: (scene) => {
      const path = keptFile(scene);
      renameSync(path, `${path}.real`);
      symlinkSync(`${path}.real`, path);
      return nothing;
    },
  },
  {
    of: 'kept',
    name: 'a FIFO or a folder in its place',
    apply: (scene, random) => {
      const path = keptFile(scene);
      rmSync(path);
      if (random(2) === 0) mkdirSync(path);
      else execFileSync('mkfifo', [path]);
      return nothing;
    },
  },
  {
    of: 'kept',
    name: 'rights for others',
    apply: (scene, random) => {
      chmodSync(keptFile(scene), pick([0o620, 0o602, 0o666], random));
      return nothing;
    },
  },
  {
    of: 'kept',
    name: 'a key that others may read, or that is none',
    apply: ({ home }, random) => {
      const path = join(home, 'config/rampart/machine.key');
      if (random(3) === 0) truncateSync(path, random(60));
      else chmodSync(path, pick([0o640, 0o604, 0o666, 0o620], random));
      return nothing;
    },
  },
  {
    of: 'kept',
    name: 'another key',
    apply: ({ home }) => {
      writeFileSync(join(home, 'config/rampart/machine.key'), randomBytes(32).toString('hex'), {
        mode: 0o600,
      });
      return nothing;
    },
  },
];

type Envelope = { payload: string; payloadType: string; signatures: { keyid: string; sig: string }[] };
const envelopeEdit = (
  name: string,
  change: (envelope: Envelope, random: Random, scene: Scene) => unknown,
): Edit => ({
  of: 'handed',
  name,
  apply: (scene, random) => {
    const envelope = JSON.parse(bundleIn(scene)) as Envelope;
    const changed = change(envelope, random, scene);
    const text = typeof changed === 'string' ? changed : JSON.stringify(changed ?? envelope);
    return { evidence: [handed(scene, text)], trust: [scene.ci.open] };
  },
});
const sent = (name: string, change: (scene: Scene, random: Random) => Partial<Sending>): Edit => ({
  of: 'handed',
  name,
  apply: (scene, random) => ({
    evidence: [handed(scene, bundleIn(scene, change(scene, random)))],
    trust: [scene.ci.open],
  }),
});
const subject = ({ root }: Scene, change: object): Partial<Sending> => {
  const found = JSON.parse(
    Buffer.from(
      (JSON.parse(bundleIn({ root } as Scene, {}, strangersKey)) as Envelope).payload,
      'base64',
    ).toString(),
  ) as { subject: Sending['subject'] };
  const { commit, files, lockfile } = found.subject;
  return { subject: { commit, files, lockfile, ...change } };
};

const strangersKey = { id: `SHA256:${'A'.repeat(43)}`, key: generateKeyPairSync('ed25519').privateKey };
const payload = (envelope: Envelope, change: (json: string) => string): void => {
  const before = Buffer.from(envelope.payload, 'base64').toString();
  const after = change(before);
  if (after === before) throw new Error('The edit of the payload changes nothing.');
  envelope.payload = Buffer.from(after).toString('base64');
};

const first = (envelope: Envelope): Envelope['signatures'][number] => {
  const [signature] = envelope.signatures;
  if (signature === undefined) throw new Error('No signature.');
  return signature;
};

const seen = ({ root }: Scene, change: (one: Evidence, index: number) => object): Partial<Sending> => ({
  seen: booted(root, () => 'pass').map((one, index) => ({ ...one, ...change(one, index) }) as Evidence),
});
const hex = (random: Random, length: number): string =>
  Array.from({ length }, () => '0123456789abcdef'[random(16)]).join('');

const handedEdits: readonly Edit[] = [
  envelopeEdit('its text', (envelope, random) =>
    payload(envelope, (json) => replaceOne(json, /said \d+/g, random, () => 'seen')),
  ),
  envelopeEdit('its commit', (envelope, random) =>
    payload(envelope, (json) => json.replace(/"commit":"\w+"/, `"commit":"${hex(random, 40)}"`)),
  ),
  envelopeEdit('its time', (envelope) => payload(envelope, (json) => json.replace(/"at":"20/, '"at":"19'))),
  envelopeEdit('white space in its text', (envelope) => payload(envelope, (json) => json.replace('{', '{ '))),
  envelopeEdit('one bit of its text', (envelope, random) => payload(envelope, (json) => flip(json, random))),
  envelopeEdit('one bit of its signature', (envelope, random) => {
    const bytes = Buffer.from(first(envelope).sig, 'base64');
    const at = random(64);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    first(envelope).sig = bytes.toString('base64');
  }),
  envelopeEdit('a short signature', (envelope, random) => {
    first(envelope).sig = Buffer.from(first(envelope).sig, 'base64')
      .subarray(0, random(64))
      .toString('base64');
  }),
  envelopeEdit('the key id', (envelope, random) => {
    first(envelope).keyid = `SHA256:${hex(random, 43)}`;
  }),
  envelopeEdit('markup as key id', (envelope) => {
    first(envelope).keyid = '\u001b[2J[x]<b>';
  }),
  envelopeEdit('another key under the id of the trusted one', (envelope, _random, scene) => {
    const forged = JSON.parse(bundleIn(scene, {}, strangersKey)) as Envelope;
    first(forged).keyid = first(envelope).keyid;
    return forged;
  }),
  envelopeEdit('another key', (_envelope, _random, scene) =>
    bundleIn(scene, {}, keyOf(pair(scene.home, 'stranger'))),
  ),
  envelopeEdit('another key, brought along', (_envelope, _random, scene) => {
    const stranger = pair(scene.home, 'stranger');
    const forged = JSON.parse(bundleIn(scene, {}, keyOf(stranger))) as Envelope;
    return { ...forged, publicKey: readFileSync(stranger.open, 'utf8') };
  }),
  envelopeEdit('a second signature', (envelope, _random, scene) => {
    const forged = JSON.parse(bundleIn(scene, {}, strangersKey)) as Envelope;
    return { ...envelope, signatures: [...envelope.signatures, ...forged.signatures] };
  }),
  envelopeEdit('no signature', (envelope) => ({ ...envelope, signatures: [] })),
  envelopeEdit('an algorithm', (envelope, random) => ({
    ...envelope,
    alg: pick(['none', 'HS256', 'EdDSA'], random),
  })),
  envelopeEdit('the public key as a secret', (envelope, _random, { ci }) => {
    const key = readFileSync(ci.open);
    first(envelope).sig = createHmac('sha512', key)
      .update(Buffer.from(envelope.payload, 'base64'))
      .digest('base64');
  }),
  envelopeEdit('another type', (envelope) => ({
    ...envelope,
    payloadType: 'application/vnd.rampart.page+json',
  })),
  envelopeEdit('loose bits of base64', (envelope, random) => {
    envelope.payload += pick(['=', '====', 'A'], random);
  }),
  envelopeEdit('a member twice', (envelope) =>
    JSON.stringify(envelope).replace('{', `{"payload":"${Buffer.from('{}').toString('base64')}",`),
  ),
  envelopeEdit('a prototype', (envelope) =>
    JSON.stringify(envelope).replace('{', '{"__proto__":{"payload":"e30="},'),
  ),
  envelopeEdit('its end', (envelope, random) =>
    JSON.stringify(envelope).slice(0, random(JSON.stringify(envelope).length)),
  ),
  envelopeEdit('another form', (_envelope, random) =>
    pick(
      [
        '',
        'null',
        '[]',
        '{}',
        '0',
        '"x"',
        '['.repeat(200_000),
        '{"a":'.repeat(100_000),
        '\0\0',
        '{"signatures":[null]}',
      ],
      random,
    ),
  ),
  sent('made for another commit', (scene, random) => subject(scene, { commit: hex(random, 40) })),
  sent('made with another lockfile', (scene, random) => subject(scene, { lockfile: hex(random, 64) })),
  sent('made of other files', (scene, random) => subject(scene, { files: hex(random, 64) })),
  sent('made by another version', (_scene, random) => ({ rampart: `0.0.${random(99)}` })),
  sent('from the future', (_scene, random) => ({ at: new Date(Date.now() + 600_000 + random(1e9)) })),
  sent('without transcripts', (scene) => seen(scene, () => ({ transcript: undefined }))),
  sent('with the digest of no transcript', (scene) => seen(scene, () => ({ transcript: 'x' }))),
  sent('twice of the same thing', ({ root }) => ({
    seen: [...booted(root, () => 'pass'), ...booted(root, () => 'pass')],
  })),
  sent('of another environment than it says', (scene) => seen(scene, () => ({ environment: 'production' }))),
  sent('of an address that it did not look at', (scene) =>
    seen(scene, () => ({ kind: 'live', target: 'https://api.example', subject: 'https://api.example' })),
  ),
  sent('of a kind that the probes do not give', (scene) => seen(scene, () => ({ kind: 'database' }))),
  sent('of probes that there are not', (scene, random) =>
    seen(scene, () => ({ probe: pick(['constructor', '__proto__', 'x'], random) })),
  ),
  sent('of words that are no outcome', (scene, random) =>
    seen(scene, () => ({ findings: [{ outcome: pick(['PASS', 'passed', ''], random), because: '' }] })),
  ),
  sent('seen after it was signed', (scene) =>
    seen(scene, () => ({ at: new Date(Date.now() + 3_000_000).toISOString() })),
  ),
  sent('seen too long ago', (scene) => seen(scene, () => ({ at: '2020-01-01T00:00:00.000Z' }))),
  {
    of: 'handed',
    name: 'files that changed since',
    apply: (scene, random) => {
      const evidence = [handed(scene, bundleIn(scene))];
      const path = pick(['server.js', 'package-lock.json', 'new.js', 'large.bin'], random);
      writeFileSync(
        join(scene.root, path),
        path === 'large.bin' ? Buffer.alloc(9_000_000) : `changed ${random(9)}`,
      );
      return { evidence, trust: [scene.ci.open] };
    },
  },
  {
    of: 'handed',
    name: 'a route that was not looked at',
    apply: (scene) => ({
      evidence: [handed(scene, bundleIn(scene))],
      trust: [scene.ci.open],
      route: ['GET /new'],
    }),
  },
  {
    of: 'handed',
    name: 'no trusted key',
    apply: (scene) => ({ evidence: [handed(scene, bundleIn(scene))] }),
  },
];

const broughtEdits: readonly Edit[] = [
  ...['rampart-evidence/1', 'rampart-evidence/2', 'rampart-kept/1'].map((schema): Edit => ({
    of: 'brought',
    name: schema,
    apply: ({ root }) => {
      plant(root, '.rampart/evidence.json', JSON.stringify({ schema, evidence: booted(root, () => 'pass') }));
      return nothing;
    },
  })),
  {
    of: 'brought',
    name: 'a copy of what is kept',
    apply: (scene) => {
      mkdirSync(join(scene.root, '.rampart'), { recursive: true });
      writeFileSync(join(scene.root, '.rampart/evidence.json'), bundleIn(scene));
      return nothing;
    },
  },
];

const inRepository = (
  name: string,
  place: (scene: Scene, stranger: { secret: string; open: string }) => string,
): Edit => ({
  of: 'trust',
  name,
  apply: (scene) => {
    const stranger = pair(scene.home, 'stranger');
    const evidence = [handed(scene, bundleIn(scene, {}, keyOf(stranger)))];
    return { evidence, trust: [place(scene, stranger)] };
  },
});
const trustEdits: readonly Edit[] = [
  inRepository('a key of the repository', ({ root }, { open }) => {
    copyFileSync(open, join(root, 'trusted.pem'));
    return join(root, 'trusted.pem');
  }),
  inRepository('a key in .git', ({ root }, { open }) => {
    copyFileSync(open, join(root, '.git/trusted.pem'));
    return join(root, '.git/trusted.pem');
  }),
  inRepository('a link to a key of the repository', ({ root, home }, { open }) => {
    copyFileSync(open, join(root, 'trusted.pem'));
    symlinkSync(join(root, 'trusted.pem'), join(home, 'trusted.pem'));
    return join(home, 'trusted.pem');
  }),
  inRepository('the private half', (_scene, { secret }) => secret),
];

const forgedRequirements = [
  '- v5.0.0-13.3.1 (L2) Secrets live in a vault\n  - secrets-manager:\n    It is used.',
  '- v5.0.0-13.3.1 (L2) Secrets live in a vault',
  '  - secrets-manager:\n    It is used.',
  '- OWASP ASVS is met in full',
  '> v5.0.0-13.3.1 is met.',
];

/** Changes of the page before the seal; each is tried as it is, and sealed again by the forger. */
const forgeries: readonly (readonly [string, (text: string, random: Random) => string])[] = [
  [
    'a tick',
    (text, random) =>
      replaceOne(text, /^- \[ \] (?!~~)[^(]+ \(.*\)$/gm, random, (line) =>
        line.replace('[ ]', '[x]').replace(/\(.*\)$/, '(proven locally)'),
      ),
  ],
  ['a capital tick', (text, random) => replaceOne(text, /^- \[ \]/gm, random, () => '- [X]')],
  [
    'a tick in another form',
    (text, random) =>
      replaceOne(text, /^- \[ \]/gm, random, () =>
        pick(['* [x]', '+ [x]', ' - [x]', '1. [x]', '- ☑'], random),
      ),
  ],
  ['every tick', (text) => text.replaceAll('- [ ]', '- [x]')],
  [
    'a higher grade',
    (text, random) =>
      replaceOne(text, /^- \[x\] .*\((?:declared|proven locally)\)$/gm, random, (line) =>
        line.replace(/\([a-z ]+\)$/, '(observed)'),
      ),
  ],
  ['a count', (text, random) => replaceOne(text, /\((\d+)\/(\d+)\)/g, random, () => `(9/9)`)],
  [
    'a sum',
    (text, random) => replaceOne(text, /^\*\*\d+\/\d+\*\*.*$/gm, random, () => '**9/9** · 9 observed'),
  ],
  [
    'a badge',
    (text, random) =>
      replaceOne(
        text,
        /^\*\*Status:\*\* (?:PARTIAL|OPEN|NOT ASSESSED)/gm,
        random,
        () => '**Status:** COMPLETED',
      ),
  ],
  ['readiness', (text) => text.replace('**NO**', '**YES**')],
  [
    'a control',
    (text, random) =>
      replaceOne(
        text,
        /^(- [a-z0-9-]+ \(\w+\): )(?:fail|inconclusive|not-assessed)(?:, [a-z ]+)?:/gm,
        random,
        (line) => line.replace(/: .*/, ': pass, observed:'),
      ),
  ],
  [
    'what applies',
    (text, random) =>
      replaceOne(text, /^- \[ \] (?!~~)([^(]+) \(.*\)$/gm, random, (line) =>
        line.replace(/^- \[ \] ([^(]+) \(.*\)$/, '- [ ] ~~$1~~ (not applicable: no)'),
      ),
  ],
  [
    'a requirement',
    (text, random) =>
      text.replace(/^## Appendix: .*$/m, (line) => `${line}\n\n${pick(forgedRequirements, random)}`),
  ],
  [
    'what was done',
    (text, random) =>
      replaceOne(
        text,
        /^\*\*What was done:\*\*$/gm,
        random,
        (line) => `${line}\n\n- Backups run. (observed)`,
      ),
  ],
  [
    'what is ready',
    (text) =>
      text.replace(
        '**Nothing more is asked for these in production:**',
        '**Nothing more is asked for these in production:**\n\n- Database backups',
      ),
  ],
  [
    'a line moved to what is ready',
    (text) =>
      text
        .replace(/^\*\*What needs production configuration:\*\*\n\n/m, '')
        .replace(/^- (Generate production secrets): .*$/m, '- $1'),
  ],
  [
    'a probe',
    (text, random) =>
      replaceOne(text, /<summary>[a-z0-9-]+: (?:fail|inconclusive), [a-z ]+,/g, random, (line) =>
        line.replace(/: .*/, ': pass, observed,'),
      ),
  ],
  [
    'the recommendation',
    (text) => text.replace(/^Do not call it production ready yet: /m, 'Core security holds in production: '),
  ],
  [
    'a tick by attestation',
    (text, random) =>
      replaceOne(text, /^- \[ \] (?!~~)[^(]+ \(.*\)$/gm, random, (line) =>
        line.replace('[ ]', '[x]').replace(/\(.*\)$/, '(attested: attested by Ada, until 2099-01-01)'),
      ),
  ],
  [
    'an attestation',
    (text) =>
      text.replace(
        /^## Documentation$/m,
        '## Attestations and waivers\n\n- attestation of security-review ' +
          'for production, by Ada: counts.\n\n## Documentation',
      ),
  ],
  [
    'a tick below another line',
    (text, random) => replaceOne(text, /^- \[ \] .*$/gm, random, (line) => `${line}\n  - [x] Backups`),
  ],
  [
    'a line of its own',
    (text, random) => replaceOne(text, /^## .*$/gm, random, (line) => `${line}\n\nAudited and certified.`),
  ],
  [
    'markup',
    (text, random) =>
      replaceOne(text, /^## .*$/gm, random, (line) => `${line}\n\n<input type="checkbox" checked> Backups`),
  ],
];
const quiet: readonly (readonly [string, (text: string, random: Random) => string])[] = [
  [
    'white space',
    (text, random) => replaceOne(text, /\n/g, random, () => pick([' \n', '\n\n', '\t\n', '\r\n'], random)),
  ],
  ['a date', (text) => text.replace(/\*\*Date:\*\* \d{4}/, '**Date:** 2099')],
  [
    'a word',
    (text, random) => replaceOne(text, /[a-z]{4,}/g, random, (word) => [...word].reverse().join('') + 'x'),
  ],
];
const unsealed = (text: string): string => text.replace(/<!-- rampart sha256 .*\n?$/, '');
const pageEdit = (
  name: string,
  of: Edit['of'],
  change: (text: string, random: Random, scene: Scene) => string,
): Edit => ({
  of,
  name,
  apply: (scene, random) => {
    const before = page(scene);
    const after = change(before, random, scene);
    if (after === before) throw new Error(`The edit "${name}" changes nothing.`);
    writeFileSync(pagePath(scene), after);
    return nothing;
  },
});
const pageEdits: readonly Edit[] = [
  ...[...forgeries, ...quiet].flatMap(([name, change]) => [
    pageEdit(name, 'page', (text, random) => change(text, random)),
    pageEdit(`${name}, sealed again`, 'page', (text, random) => withSeal(change(unsealed(text), random))),
  ]),
  ...forgeries.flatMap(([name, change]) => [
    pageEdit(`${name}, in a clone`, 'foreign page', (text, random) => change(text, random)),
    pageEdit(`${name}, sealed again, in a clone`, 'foreign page', (text, random) =>
      withSeal(change(unsealed(text), random)),
    ),
  ]),
  pageEdit('no seal', 'page', unsealed),
  pageEdit('no seal, in a clone', 'foreign page', unsealed),
  pageEdit(
    'the seal of another page',
    'page',
    (text) => unsealed(text) + withSeal('other').slice('other'.length),
  ),
  pageEdit('a page by hand', 'page', () => '# All done\n\n- [x] Everything\n'),
  pageEdit('nothing in it', 'page', () => ''),
  {
    of: 'page',
    name: 'a link, a folder or a FIFO in its place',
    apply: (scene, random) => {
      const path = pagePath(scene);
      renameSync(path, join(scene.home, 'page.md'));
      const way = random(3);
      if (way === 0) symlinkSync(join(scene.home, 'page.md'), path);
      if (way === 1) mkdirSync(path);
      if (way === 2) execFileSync('mkfifo', [path]);
      return { write: 'no' };
    },
  },
];

export const edits: readonly Edit[] = [
  ...keptEdits,
  ...handedEdits,
  ...broughtEdits,
  ...trustEdits,
  ...pageEdits,
];
