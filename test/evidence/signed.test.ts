import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { exits } from '../../src/errors.js';
import type { Evidence } from '../../src/verify/evidence.js';
import {
  booted,
  bundleIn,
  cleanUp,
  clone,
  configuration,
  folder,
  git,
  handed,
  keepIn,
  keyOf,
  page,
  pair,
  passes,
  plant,
  scene,
  verifyIn,
  type Scene,
} from './scene.js';

afterEach(cleanUp);

const pass = () => 'pass' as const;
const one = { control: ['exposed-paths'] };

/** The same commit on the machine of continuous integration and here. */
function pairOfScenes(): { readonly ci: Scene; readonly here: Scene } {
  const ci = scene();
  return { ci, here: clone(ci) };
}

describe('signed evidence', { timeout: 120_000 }, () => {
  it('of the same commit ticks, and says who signed it', async () => {
    const { ci, here } = pairOfScenes();
    const without = await verifyIn(here, { write: 'no' });
    const given = { evidence: [handed(here, bundleIn(ci))], trust: [ci.ci.open] };
    const accepted = await verifyIn(here, given);
    expect(passes(accepted)).toBeGreaterThan(passes(without) + 15);
    expect(accepted.document).toMatchObject({
      notAccepted: [],
      accepted: [{ by: keyOf(ci.ci).id, results: booted(here.root, () => 'pass').length }],
    });
    expect(page(here)).toContain(`signed by ${keyOf(ci.ci).id}`);
    expect(await verifyIn(here, { ...one, ...given })).toMatchObject({
      exit: exits.done,
      document: { counts: { pass: 1 } },
    });
    // It counts for the run that it was handed to: trust that ends must end.
    expect(passes(await verifyIn(here, { write: 'no' }))).toBe(passes(without));
  });

  it(
    'is a finding when it does not count, and what stands between ' +
      'a stranger and a tick is the list of trusted keys',
    async () => {
      const { ci, here } = pairOfScenes();
      const stranger = pair(here.home, 'stranger');
      const evidence = [handed(here, bundleIn(ci, {}, keyOf(stranger)))];
      const refused = await verifyIn(here, { ...one, evidence, trust: [ci.ci.open] });
      expect(refused).toMatchObject({ exit: exits.findings, document: { counts: { pass: 0 } } });
      expect(refused.out).toMatch(
        /^evidence not accepted: .*bundle\.json: it is signed by a key that is not trusted/,
      );
      const trusted = await verifyIn(here, { ...one, evidence, trust: [stranger.open] });
      expect(trusted).toMatchObject({ exit: exits.done, document: { counts: { pass: 1 } } });
    },
  );

  it('finds its trusted keys in the configuration of the user, and never in the repository', async () => {
    const { ci, here } = pairOfScenes();
    const evidence = [handed(here, bundleIn(ci))];
    const key = readFileSync(ci.ci.open, 'utf8');
    plant(here.home, 'config/rampart/trusted-keys', `# CI\n${key}`);
    expect((await verifyIn(here, { ...one, evidence })).exit).toBe(exits.done);
    plant(here.root, '.cfg/rampart/trusted-keys', key);
    const env = { ...here.env, XDG_CONFIG_HOME: join(here.root, '.cfg') };
    expect((await verifyIn({ ...here, env }, { ...one, evidence })).out).toContain('no key is trusted here');
    chmodSync(join(here.home, 'config/rampart/trusted-keys'), 0o666);
    expect((await verifyIn(here, { ...one, evidence })).error).toMatch(
      /RAMPART_BAD_KEY.*others may write it/,
    );
  });

  it('of a workspace takes no key of the repository above', async () => {
    const { ci, here } = pairOfScenes();
    mkdirSync(join(here.root, 'packages/a'), { recursive: true });
    writeFileSync(join(here.root, 'packages/a/package.json'), '{}');
    plant(here.root, 'keys/ci.pem', readFileSync(ci.ci.open, 'utf8'));
    const inside = { ...here, root: join(here.root, 'packages/a') };
    const given = { ...one, evidence: [handed(here, bundleIn(ci))], trust: [join(here.root, 'keys/ci.pem')] };
    expect((await verifyIn(inside, given)).error).toMatch(/RAMPART_BAD_KEY.*which cannot vouch for itself/);
  });

  it('never covers a fail that was seen here, be it newer or older', async () => {
    for (const at of [new Date(Date.now() - 3_600_000), new Date()]) {
      const { ci, here } = pairOfScenes();
      keepIn(
        here,
        booted(here.root, () => 'fail'),
      );
      const seen = booted(ci.root, pass).map((each): Evidence => ({ ...each, at: at.toISOString() }));
      const before = await verifyIn(here, { write: 'no' });
      const given = { evidence: [handed(here, bundleIn(ci, { at, seen }))], trust: [ci.ci.open] };
      const after = await verifyIn(here, { ...given, write: 'no' });
      expect(after.document?.notAccepted).toEqual([]);
      expect(passes(after)).toBe(passes(before));
    }
  });

  it('of a live service needs this commit, and counts for its own environment only', async () => {
    const { ci, here } = pairOfScenes();
    const url = 'https://api.acme.test';
    const seen = booted(ci.root, pass)
      .filter(({ probe }) => probe === 'serves-no-private-paths')
      .map((each): Evidence => ({
        ...each,
        kind: 'live',
        environment: 'production',
        target: url,
        subject: url,
      }));
    const change = { seen, configuration: { ...configuration, environment: 'production' as const, url } };
    const given = { ...one, evidence: [handed(here, bundleIn(ci, change))], trust: [ci.ci.open] };
    const production = await verifyIn(here, { ...given, environment: 'production' });
    expect(production).toMatchObject({ exit: exits.done, document: { counts: { pass: 1 } } });
    expect(production.out).toContain(`for production at ${url}`);
    expect((await verifyIn(here, { ...given, environment: 'staging' })).document?.counts.pass).toBe(0);
    const of = git(here.root, 'rev-parse', 'HEAD').slice(0, 12);
    git(here.root, 'commit', '-q', '--allow-empty', '-m', 'two');
    const later = await verifyIn(here, { ...given, environment: 'production' });
    expect(later).toMatchObject({ exit: exits.findings, document: { counts: { pass: 0 } } });
    expect(later.out).toContain(`it was made for commit ${of}, this is `);
  });

  it('is made by a run, of what that run saw, and of nothing that it was told', async () => {
    const { ci, here } = pairOfScenes();
    keepIn(ci, booted(ci.root, pass));
    const out = join(ci.home, 'out.json');
    const told = { evidence: [handed(ci, bundleIn(here, {}, keyOf(ci.ci)))], trust: [ci.ci.open] };
    const sent = await verifyIn(ci, { ...told, write: 'no', 'evidence-out': out, 'sign-key': ci.ci.secret });
    expect(sent.document).toMatchObject({ evidenceOut: out });
    const envelope = JSON.parse(readFileSync(out, 'utf8')) as { payload: string };
    const { evidence, configuration: orders } = JSON.parse(
      Buffer.from(envelope.payload, 'base64').toString(),
    ) as {
      evidence: Evidence[];
      configuration: object;
    };
    expect(new Set(evidence.map(({ kind }) => kind))).toEqual(new Set(['static']));
    expect(evidence.every(({ transcript }) => /^[0-9a-f]{64}$/.test(transcript ?? ''))).toBe(true);
    expect(orders).toEqual({ ...configuration, boot: 'static' });
    const read = await verifyIn(here, { evidence: [out], trust: [ci.ci.open], write: 'no' });
    expect(read.document).toMatchObject({ notAccepted: [], accepted: [{ results: evidence.length }] });
  });

  it('is not made where it could not be about anything', async () => {
    const here = scene();
    const given = { 'evidence-out': join(here.home, 'out.json'), 'sign-key': here.ci.secret };
    expect((await verifyIn(here, { 'evidence-out': given['evidence-out'] })).error).toContain('--sign-key');
    rmSync(join(here.root, '.git'), { recursive: true });
    expect((await verifyIn(here, given)).error).toMatch(/RAMPART_BAD_EVIDENCE.*no commit here/);
    expect(existsSync(given['evidence-out'])).toBe(false);
  });

  it('is written through no link out of the repository, and over nothing but a file', async () => {
    const here = scene();
    const outside = folder('outside');
    symlinkSync(outside, join(here.root, 'out'));
    const given = (path: string) => ({ ...one, 'evidence-out': path, 'sign-key': here.ci.secret });
    expect((await verifyIn(here, given(join(here.root, 'out/e.json')))).error).toContain(
      'RAMPART_PATH_OUTSIDE',
    );
    expect((await verifyIn(here, given(outside))).error).toContain('RAMPART_PATH_OUTSIDE');
    expect(readdirSync(outside)).toEqual([]);
    expect((await verifyIn(here, given(join(outside, 'e.json')))).error).toBeUndefined();
  });

  it.each([
    ['a file that is not there', 'missing.json', /there is none/],
    ['a folder', '.', /it is a folder/],
  ])('in %s is bad input', async (_name, path, message) => {
    const here = scene();
    const ran = await verifyIn(here, { evidence: [path], trust: [here.ci.open] });
    expect(ran).toMatchObject({ exit: exits.badInput, error: expect.stringMatching(message) as string });
  });
});
