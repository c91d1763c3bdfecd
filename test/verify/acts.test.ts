import { describe, expect, it } from 'vitest';
import type { PhaseItem } from '../../src/controls/seed.js';
import type { Grade, Outcome } from '../../src/define/control.js';
import type { Finding } from '../../src/define/probe.js';
import type { Evidence } from '../../src/verify/evidence.js';
import { actOf, commandFor, type Done } from '../../src/verify/judge/acts.js';
import type { Verdict } from '../../src/verify/judge/judge.js';
import { doorsShut } from '../support/doors-shut.js';

const verdict = (outcome: Outcome, grade: Grade = outcome === 'pass' ? 4 : 0): Verdict => ({
  control: doorsShut,
  outcome,
  grade,
  required: 4,
  because: `it says ${outcome}`,
  evidence: [],
});
const seen = (probe: string, outcome: Finding['outcome'], more: Partial<Evidence> = {}): Evidence => ({
  probe,
  kind: 'static',
  environment: 'production',
  at: '2026-11-20T12:00:00Z',
  target: 'here',
  subject: 'files-1',
  findings: [{ outcome, because: `${probe} ${outcome}` }],
  ...more,
});

const item: PhaseItem = {
  text: 'Lock up',
  controls: ['doors-shut'],
  act: { probes: ['key', 'bolt'], claim: 'locked-up' },
  command: 'look at the key',
  then: 'look at the door',
  blindWhere: 'curtains',
};
const done = (more: Partial<Done> = {}): Done => ({
  verdicts: new Map([['doors-shut', verdict('pass')]]),
  facts: { has: new Set(['repository']) },
  attested: new Map(),
  evidence: [],
  subject: 'files-1',
  now: new Date('2026-11-24T12:00:00Z'),
  ...more,
});
const shown = [seen('key', 'pass'), seen('bolt', 'pass')];
const attested = new Map([['locked-up', { person: 'Ada', until: '2027-01-31T00:00:00Z' }]]);
const verdicts = (outcome: Outcome): Done['verdicts'] => new Map([['doors-shut', verdict(outcome)]]);

describe('an act', () => {
  it('is done when all its probes pass in production and its controls pass', () => {
    expect(actOf(item, done({ evidence: shown }))).toMatchObject({
      state: 'done',
      grade: 2,
      because: 'key pass; bolt pass',
    });
    const weak = new Map([['doors-shut', verdict('pass', 1)]]);
    expect(actOf(item, done({ evidence: shown, verdicts: weak }))).toMatchObject({ state: 'done', grade: 1 });
  });

  it('needs each of its probes, be it one or three', () => {
    const one = { ...item, act: { probes: ['key'] } };
    expect(actOf(one, done({ evidence: [seen('key', 'pass')] })).state).toBe('done');
    const three = { ...item, act: { probes: ['key', 'bolt', 'chain'] } };
    expect(actOf(three, done({ evidence: shown })).state).toBe('not-assessed');
    expect(actOf(three, done({ evidence: [...shown, seen('chain', 'pass')] })).state).toBe('done');
  });

  it.each<[string, readonly Evidence[]]>([
    ['one probe alone', [seen('key', 'pass')]],
    ['the probes of something else', [seen('key', 'pass'), seen('window', 'pass')]],
    ['what was seen elsewhere', [seen('key', 'pass'), seen('bolt', 'pass', { environment: 'staging' })]],
    ['what was seen of other files', [seen('key', 'pass'), seen('bolt', 'pass', { subject: 'files-0' })]],
    [
      'what is older than 90 days',
      [seen('key', 'pass'), seen('bolt', 'pass', { at: '2026-08-26T11:59:00Z' })],
    ],
    ['a probe that could not tell', [...shown, seen('bolt', 'inconclusive')]],
  ])('is not done by %s', (_, evidence) => {
    expect(actOf(item, done({ evidence })).state).toBe('not-assessed');
  });

  it('is done by what is 90 days old', () => {
    const evidence = [seen('key', 'pass'), seen('bolt', 'pass', { at: '2026-08-26T12:00:00Z' })];
    expect(actOf(item, done({ evidence })).state).toBe('done');
  });

  it('is open when a look at it failed, whatever anybody claims', () => {
    const evidence = [...shown, seen('bolt', 'fail'), seen('key', 'fail')];
    expect(actOf(item, done({ evidence, attested }))).toMatchObject({
      state: 'open',
      grade: 0,
      because: 'bolt fail; key fail',
    });
  });

  it('is open when a control behind it fails, whatever was seen and claimed', () => {
    expect(actOf(item, done({ evidence: shown, attested, verdicts: verdicts('fail') }))).toMatchObject({
      state: 'open',
      because: 'doors-shut: it says fail',
    });
  });

  it('is done by a claim, as attested, with nothing left that no probe sees', () => {
    const awaits = [{ control: 'db-backups', fact: 'always' as const }];
    expect(actOf({ ...item, awaits }, done({ attested }))).toMatchObject({
      state: 'done',
      grade: 1,
      because: 'attested by Ada, until 2027-01-31',
      unprobed: [],
    });
    expect(actOf(item, done({ attested, verdicts: verdicts('stale') }))).toMatchObject({
      state: 'done',
      grade: 1,
    });
    const other = new Map([['locked-down', { person: 'Ada', until: '2027-01-31T00:00:00Z' }]]);
    expect(actOf(item, done({ attested: other })).state).toBe('not-assessed');
  });

  it('is partial when it was seen, and the controls are not', () => {
    expect(actOf(item, done({ evidence: shown, verdicts: verdicts('stale') }))).toMatchObject({
      state: 'partial',
      because: 'doors-shut: it says stale',
    });
  });

  it('is not assessed when nobody looked, and says what is missing', () => {
    const said = (facts: readonly string[], of: PhaseItem = item, more: Partial<Done> = {}) =>
      actOf(of, done({ facts: { has: new Set(facts) }, ...more }));
    expect(said(['repository'])).toMatchObject({
      state: 'not-assessed',
      grade: 0,
      because: 'nobody has shown the settings of production',
    });
    const unseen = 'no probe can see it, and nobody attests it';
    expect(said(['repository', 'curtains']).because).toBe(unseen);
    expect(said(['repository'], { ...item, act: { claim: 'locked-up' } }).because).toBe(unseen);
    expect(said(['repository'], item, { evidence: [seen('key', 'pass')] }).because).toBe(
      'key pass; nobody attests it',
    );
    expect(said(['repository'], item, { verdicts: verdicts('stale') })).toMatchObject({
      state: 'not-assessed',
      because: 'doors-shut: it says stale',
    });
  });

  it('without probes and claim is judged by its controls alone', () => {
    const bare = { ...item, act: {} };
    expect(actOf(bare, done())).toMatchObject({ state: 'done', grade: 4, because: 'doors-shut' });
    expect(actOf(bare, done({ verdicts: verdicts('stale') })).state).toBe('not-assessed');
  });

  it('is not applicable when its controls are not', () => {
    expect(actOf(item, done({ verdicts: verdicts('not-applicable'), attested })).state).toBe(
      'not-applicable',
    );
  });
});

describe('the command of an act', () => {
  it('looks at the act, and at the rest once the act was seen', () => {
    expect(commandFor(item, done())).toBe('look at the key');
    expect(commandFor(item, done({ evidence: [seen('key', 'pass')] }))).toBe('look at the key');
    expect(commandFor(item, done({ evidence: shown }))).toBe('look at the door');
    const { then: _, ...short } = item;
    expect(commandFor(short, done({ evidence: shown }))).toBe('look at the key');
  });

  it('attests where the deployment hides it, if a person may', () => {
    const facts = { has: new Set(['repository', 'curtains']) };
    expect(commandFor(item, done({ facts, evidence: shown }))).toContain('rampart attest locked-up');
    expect(commandFor({ ...item, act: { probes: ['key'] } }, done({ facts }))).toBe('look at the key');
    const { blindWhere: _, ...open } = item;
    expect(commandFor(open, done({ facts }))).toBe('look at the key');
  });
});
