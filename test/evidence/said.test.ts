import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run as attest } from '../../src/commands/attest.js';
import { run as waive } from '../../src/commands/waive.js';
import type { Answer, Call } from '../../src/commands/command.js';
import { claims } from '../../src/controls/claims.js';
import { controlById } from '../../src/controls/index.js';
import { exits, RampartError } from '../../src/errors.js';
import { booted, cleanUp, clone, keepIn, keptFile, page, scene, verifyIn, type Scene } from './scene.js';

afterAll(cleanUp);

type Run = (call: Call) => Promise<Answer>;

/** The answer of a command, or the code of the error that it ended with. */
async function say(
  { root, env }: Scene,
  run: Run,
  id: string,
  given: Call['given'],
): Promise<Answer | string> {
  const stream = { write: () => true };
  const talk = { stdout: stream, stderr: stream, format: 'text', standing: '', talksTo: () => 'pipe' };
  const io = { cwd: root, self: 'rampart', env, ...talk } as unknown as Call['io'];
  try {
    return await run({ io, given, positionals: [id] });
  } catch (error) {
    if (!(error instanceof RampartError)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

const by = 'Ada Obi <ada@acme.org>';
const minutes = (here: Scene): string => {
  const path = join(here.home, 'minutes.txt');
  writeFileSync(path, 'We looked at all of it.');
  return path;
};

const lineIn = (document: Awaited<ReturnType<typeof verifyIn>>['document'], text: string) =>
  document?.phases.flatMap(({ lines }) => lines).find((line) => line.text === text);
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('an attestation', { timeout: 60_000 }, () => {
  const review = 'Monthly security review';

  it('ticks its line at the lowest grade, apart from evidence, until it runs out', async () => {
    const here = scene();
    expect(lineIn((await verifyIn(here)).document, review)?.state).toBe('not-assessed');
    const said = await say(here, attest, 'security-review', { by, seen: minutes(here), until: inDays(20) });
    expect(said).toMatchObject({ exit: exits.done, document: { environment: 'production' } });
    const { document } = await verifyIn(here);
    expect(lineIn(document, review)).toMatchObject({ state: 'done', grade: 1, unprobed: [] });
    expect(document?.said).toMatchObject([
      { of: 'security-review', person: by, standing: 'counts', by: null },
    ]);
    expect(page(here)).toContain('- [x] Monthly security review (attested: attested by Ada Obi');
    expect(page(here)).toContain('## Attestations and waivers');
    expect(document?.nextExpiry?.slice(0, 10)).toBe(inDays(20));
  });

  it('of an environment says nothing about another, and of production something about a laptop', async () => {
    const here = scene();
    const rotation = 'Implement secret rotation strategy';
    const stateIn = async (environment: string) =>
      (await verifyIn(here, { environment, write: 'no' })).document?.sections[0]?.lines.find(
        ({ text }) => text === rotation,
      )?.state;
    await say(here, attest, 'secrets-rotation', { by, seen: minutes(here), environment: 'staging' });
    expect(await stateIn('staging')).toBe('done');
    expect(await stateIn('production')).toBe('not-assessed');
    expect(await stateIn('development')).toBe('not-assessed');
    await say(here, attest, 'secrets-rotation', { by, seen: minutes(here) });
    expect(await stateIn('production')).toBe('done');
    expect(await stateIn('development')).toBe('done');
  });

  it('never covers what a probe sees to fail', async () => {
    const here = scene();
    await say(here, attest, 'security-logs-monitored', { by, seen: minutes(here) });
    expect(lineIn((await verifyIn(here)).document, 'Monitor security logs')?.state).toBe('done');
    keepIn(
      here,
      booted(here.root, () => 'fail'),
    );
    const { document } = await verifyIn(here);
    expect(lineIn(document, 'Monitor security logs')?.state).toBe('open');
    expect(document?.said[0]?.standing).toBe('beaten by a probe');
  });

  it('is refused where a probe can see, nothing was seen, nobody says it, or the day does not fit', async () => {
    const here = scene();
    const seen = minutes(here);
    const empty = join(here.home, 'empty');
    writeFileSync(empty, '');
    const given = { by, seen };
    for (const [id, options, expected] of [
      ['cors-allowlist', given, /which probes can see/],
      ['security-reviw', given, /did you mean "security-review"/],
      ['security-review', { seen }, /--by/],
      ['security-review', { by }, /--seen/],
      ['security-review', { by, seen: '/nowhere/x' }, /no file/],
      ['security-review', { by, seen: empty }, /an empty file/],
      ['security-review', { ...given, until: inDays(60) }, /31 days at most/],
      ['security-review', { ...given, until: '2020-01-01' }, /not in the past/],
      ['security-review', { ...given, until: 'soon' }, /a day/],
      ['security-review', { ...given, environment: 'prod' }, /development, staging, production/],
      ['security-review', { ...given, out: 'x' }, /--sign-key/],
    ] as const)
      expect(await say(here, attest, id, options)).toMatch(expected);
    expect((await verifyIn(here)).document?.said).toEqual([]);
  });

  it('that was kept and edited counts for nothing, and is told', async () => {
    const here = scene();
    await say(here, attest, 'security-review', { by, seen: minutes(here) });
    writeFileSync(keptFile(here), readFileSync(keptFile(here), 'utf8').replace('Ada Obi', 'Bob Obi'));
    const { document } = await verifyIn(here);
    expect(document?.said).toEqual([]);
    expect(document?.notAccepted[0]?.because).toMatch(/edited/);
  });

  it('travels signed, is believed by whom trusts the key, and only for this package', async () => {
    const here = scene();
    const out = join(here.home, 'review.json');
    const given = { by, seen: minutes(here), 'sign-key': here.ci.secret, out };
    expect(await say(here, attest, 'security-review', given)).toMatchObject({ exit: exits.done });
    const there = clone(here);
    const trusting = { evidence: [out], trust: [here.ci.open] };
    const { document } = await verifyIn(there, trusting);
    expect(lineIn(document, review)).toMatchObject({ state: 'done', grade: 1 });
    expect(document?.said[0]?.by).toMatch(/^SHA256:/);
    const strange = await verifyIn(there, { evidence: [out], trust: [there.ci.open] });
    expect(strange).toMatchObject({ exit: exits.findings, document: { said: [] } });
    const text = readFileSync(out, 'utf8');
    const envelope = JSON.parse(text) as { payload: string };
    const forged = Buffer.from(
      Buffer.from(envelope.payload, 'base64').toString().replace('security-review', 'secrets-manager'),
    ).toString('base64');
    writeFileSync(out, text.replace(envelope.payload, forged));
    expect((await verifyIn(there, trusting)).document?.said).toEqual([]);
    writeFileSync(out, text);
    writeFileSync(join(there.root, 'package.json'), '{"name":"other","dependencies":{"express":"5.1.0"}}');
    const other = await verifyIn(there, trusting);
    expect(other.document).toMatchObject({ said: [], problems: [{ kind: 'evidence-not-accepted' }] });
  });

  it('exists for no control that has probes', () => {
    expect(claims.filter(({ id }) => controlById.has(id))).toEqual([]);
  });
});

describe('a waiver', { timeout: 60_000 }, () => {
  const given = { by, because: 'the balancer in front does it', environment: 'development' };
  const strict = { strict: 'yes', write: 'no' } as const;

  it('takes what is open out of --strict, and is shown', async () => {
    const here = scene();
    const before = (await verifyIn(here, strict)).document;
    expect(await say(here, waive, 'http-timeouts', given)).toMatchObject({ exit: exits.done });
    const { document } = await verifyIn(here, strict);
    expect(before?.waived).toBe(0);
    expect(document?.waived).toBe(1);
    expect(document?.counts).toEqual(before?.counts);
    expect(document?.said).toMatchObject([{ kind: 'waiver', standing: 'counts' }]);
  });

  it('never takes a fail away, and ends when something else is open', async () => {
    const here = scene();
    await say(here, waive, 'http-timeouts', given);
    keepIn(
      here,
      booted(here.root, () => 'fail'),
    );
    const { document, exit } = await verifyIn(here, { write: 'no' });
    expect(exit).toBe(exits.findings);
    expect(document?.waived).toBe(0);
    expect(document?.said[0]?.standing).toBe('what was accepted has changed');
    await say(here, waive, 'http-timeouts', given);
    const again = await verifyIn(here, { write: 'no' });
    expect(again).toMatchObject({ exit: exits.findings, document: { counts: document?.counts } });
  });

  it('wants a reason, an end within a quarter, and something that is open', async () => {
    const here = scene();
    expect(await say(here, waive, 'http-timeouts', { by })).toMatch(/--because/);
    expect(await say(here, waive, 'http-timeouts', { ...given, until: inDays(120) })).toMatch(
      /92 days at most/,
    );
    expect(await say(here, waive, 'http-timeout', given)).toMatch(/did you mean "http-timeouts"/);
    expect(await say(here, waive, 'secrets-no-hardcoded', given)).toMatchObject({
      document: { outcome: 'pass' },
    });
    expect((await verifyIn(here)).document?.said).toEqual([]);
  });
});
