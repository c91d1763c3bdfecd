import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exits } from '../../src/errors.js';
import { believe, type Believing } from '../../src/evidence/believe.js';
import { openEnvelope, seal } from '../../src/evidence/envelope.js';
import { foldersOf } from '../../src/evidence/folders.js';
import { statementType } from '../../src/evidence/statement.js';
import { subjectOf } from '../../src/evidence/subject.js';
import { openRepo } from '../../src/repo/repo.js';
import { generatorVersion } from '../../src/version.js';
import { mutations } from '../support/mutations.js';
import {
  booted,
  bundleIn,
  cleanUp,
  configuration,
  handed,
  keyOf,
  scene,
  verifyIn,
  type Scene,
} from './scene.js';

afterAll(cleanUp);

const bundleType = 'application/vnd.rampart.evidence+json';

/** What is signed in a bundle, with one result only. */
function bundleOfOne(here: Scene): unknown {
  const text = bundleIn(here, { seen: booted(here.root, () => 'pass').slice(0, 1) });
  const opened = openEnvelope(bundleType, text, [keyOf(here.ci)]);
  if ('no' in opened) throw new Error(opened.no);
  return JSON.parse(opened.text);
}

function statementOf(): unknown {
  const now = Date.now();
  return {
    ...{ schema: 'rampart-statement/1', kind: 'attestation', of: 'backups-restored', claim: 'Restored.' },
    ...{ person: 'Ada Obi', because: '', environment: 'production', name: 'scene', seen: '0'.repeat(64) },
    ...{ at: new Date(now).toISOString(), until: new Date(now + 86_400_000).toISOString() },
  };
}

/** What verify believes by, in this scene. */
function contextOf(here: Scene): Omit<Believing, 'handed'> {
  const repo = openRepo(here.root);
  const own = { repo, rampart: generatorVersion, now: new Date() };
  const subject = subjectOf(repo);
  return {
    ...{ ...own, root: here.root, folders: foldersOf(here.env, here.root), trusted: [keyOf(here.ci)] },
    here: () => ({ ...own, subject, digest: repo.digest(), configuration }),
  };
}

describe('what a trusted key signed, with one fault in any place', { timeout: 120_000 }, () => {
  it.each([
    ['a bundle', bundleType, bundleOfOne],
    ['a statement', statementType, statementOf],
  ] as const)('%s does not count, or is read as what it says', async (_, type, of) => {
    const here = scene();
    const one = { control: ['exposed-paths'], trust: [here.ci.open] };
    const given = contextOf(here);
    let refused = 0;
    const all = mutations(of(here));
    for (const { what, value } of all) {
      const text = `${seal(type, JSON.stringify(value), keyOf(here.ci))}\n`;
      if (believe({ ...given, handed: [{ name: what, text }] }).notAccepted.length > 0) refused += 1;
      else {
        const { error } = await verifyIn(here, { ...one, evidence: [handed(here, text)] });
        expect({ what, error }).toEqual({ what, error: undefined });
      }
    }
    expect(refused).toBeGreaterThan(all.length * 0.8);
  });
});

describe('a file of evidence that is none', () => {
  const texts = ['', '{', 'null', '[]', '{}', '7', '"x"', '['.repeat(5_000_000), statementType];

  it.each(texts.map((text) => [text.slice(0, 20), text]))('is a finding: %j', async (_, text = '') => {
    const here = scene();
    const given = { evidence: [handed(here, text)], trust: [here.ci.open], control: ['exposed-paths'] };
    const { exit, document } = await verifyIn(here, given);
    expect({ exit, count: document?.notAccepted.length }).toEqual({ exit: exits.findings, count: 1 });
  });

  it.each(['absent', 'a folder', 'too large'])('is bad input: %s', async (how) => {
    const here = scene();
    const path = join(here.home, 'bundle.json');
    rmSync(path, { force: true });
    if (how === 'a folder') mkdirSync(path);
    if (how === 'too large') writeFileSync(path, ' '.repeat(10_000_000));
    const { exit, error } = await verifyIn(here, { evidence: [path] });
    expect(exit).toBe(exits.badInput);
    expect(error).toMatch(/^RAMPART_BAD_EVIDENCE: /);
  });
});
