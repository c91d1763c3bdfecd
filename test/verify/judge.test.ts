import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/define/control.js';
import type { EvidenceKind, Finding } from '../../src/define/probe.js';
import { mergeEvidence, type Evidence } from '../../src/verify/evidence.js';
import { judge } from '../../src/verify/judge/judge.js';
import { checklistLine } from '../../src/verify/judge/lines.js';
import { readiness } from '../../src/verify/judge/readiness.js';
import { doorsShut } from '../support/doors-shut.js';

const now = new Date('2026-11-24T12:00:00Z');
const kinds = new Map<string, EvidenceKind>([
  ['front', 'live'],
  ['back', 'static'],
]);
const house: Facts = { has: new Set(['repository']) };

const evidence = (
  probe: string,
  kind: EvidenceKind,
  outcome: Finding['outcome'],
  more: Partial<Evidence> = {},
): Evidence => ({
  probe,
  kind,
  environment: 'development',
  at: '2026-11-20T12:00:00Z',
  target: 'here',
  subject: 'files-1',
  findings: [{ outcome, because: `${probe} ${outcome}` }],
  ...more,
});
const ask = (list: readonly Evidence[], more: Partial<Parameters<typeof judge>[0]> = {}) =>
  judge({
    control: doorsShut,
    evidence: list,
    environment: 'development',
    facts: house,
    subject: 'files-1',
    kinds,
    troubles: [],
    now,
    ...more,
  });

describe('judge', () => {
  const front = evidence('front', 'booted', 'pass');
  const back = evidence('back', 'static', 'pass');

  it('passes when every probe passed at the grade', () => {
    expect(ask([front, back])).toMatchObject({ outcome: 'pass', grade: 3, because: 'front pass; back pass' });
  });

  it('never passes on part of the evidence', () => {
    expect(ask([back])).toMatchObject({
      outcome: 'not-assessed',
      grade: 0,
      because: 'needs --boot or --url: 1 of 2 probes reported',
    });
    expect(ask([])).toMatchObject({ outcome: 'not-assessed' });
  });

  it('names what was tried and did not happen, in place of the way that was left out', () => {
    const troubles = [{ of: 'boot' as const, because: 'npm run build failed', said: [] }];
    expect(ask([back], { troubles })).toMatchObject({
      outcome: 'not-assessed',
      because: 'not booted: npm run build failed',
    });
    const reached = [{ of: 'url' as const, because: 'ECONNREFUSED', said: [] }];
    expect(ask([back], { troubles: reached })).toMatchObject({ because: 'not reached: ECONNREFUSED' });
    expect(ask([front], { troubles }).because).toMatch(/^needs the repository/);
  });

  it('fails when any evidence fails, whatever its grade', () => {
    expect(ask([front, evidence('back', 'static', 'fail')])).toMatchObject({
      outcome: 'fail',
      because: 'back fail',
    });
    const live = evidence('front', 'live', 'fail');
    expect(ask([front, back, live])).toMatchObject({ outcome: 'fail' });
    expect(ask([evidence('front', 'booted', 'fail'), back, evidence('front', 'live', 'pass')])).toMatchObject(
      { outcome: 'fail' },
    );
  });

  it('fails on one fail, whatever the other probes did not see', () => {
    expect(ask([evidence('back', 'static', 'fail')])).toMatchObject({ outcome: 'fail', grade: 2 });
    expect(ask([evidence('front', 'booted', 'error'), evidence('back', 'static', 'fail')])).toMatchObject({
      outcome: 'fail',
      grade: 2,
    });
  });

  it.each(['inconclusive', 'error', 'not-assessed'] as const)('says %s when a probe says so', (outcome) => {
    expect(ask([front, evidence('back', 'static', outcome)]).outcome).toBe(outcome);
  });

  it('takes a pass of one kind where another kind was inconclusive', () => {
    expect(ask([front, evidence('front', 'live', 'inconclusive'), back])).toMatchObject({
      outcome: 'pass',
      grade: 3,
    });
  });

  it('treats evidence without findings as inconclusive', () => {
    expect(ask([front, { ...back, findings: [] }]).outcome).toBe('inconclusive');
  });

  it('says what was proven locally when production needs more', () => {
    expect(ask([front, back], { environment: 'production' })).toMatchObject({
      outcome: 'not-assessed',
      grade: 3,
      because: 'proven locally; production not assessed',
    });
  });

  it('counts what was observed only where it was observed', () => {
    const live = evidence('front', 'live', 'pass', {
      environment: 'production',
      target: 'https://a',
      subject: 'https://a',
    });
    expect(ask([live, back], { environment: 'production' })).toMatchObject({ outcome: 'pass', grade: 4 });
    expect(ask([live, back], { environment: 'staging' })).toMatchObject({ outcome: 'not-assessed' });
  });

  it('lets evidence go stale by age and by change of the files', () => {
    expect(ask([evidence('front', 'booted', 'pass', { at: '2026-10-01T00:00:00Z' }), back])).toMatchObject({
      outcome: 'stale',
      because: 'seen 54 days ago, counts for 30',
    });
    expect(ask([front, back], { subject: 'files-2' }).outcome).toBe('stale');
    expect(ask([evidence('front', 'booted', 'pass', { at: 'never' }), back]).outcome).toBe('stale');
  });

  it('counts evidence of the last day that is allowed, and not of the moment after', () => {
    const at = (time: string) => ask([evidence('front', 'booted', 'pass', { at: time }), back]).outcome;
    expect(at('2026-10-25T12:00:00Z')).toBe('pass');
    expect(at('2026-10-25T11:59:59Z')).toBe('stale');
  });

  it('compares no files where no repository was read', () => {
    const elsewhere = { ...back, subject: 'files-0' };
    expect(ask([front, elsewhere], { subject: undefined }).outcome).toBe('pass');
    expect(ask([front, elsewhere]).because).toBe('the files have changed since 2026-11-20');
  });

  it('takes the strongest evidence of a probe, and the weakest of the probes that look the same way', () => {
    const live = evidence('front', 'live', 'pass');
    expect(ask([front, live, back]).grade).toBe(4);
    expect(ask([live, front, back]).grade).toBe(4);
    const both = new Map<string, EvidenceKind>([
      ['front', 'live'],
      ['back', 'live'],
    ]);
    expect(ask([live, evidence('back', 'booted', 'pass')], { kinds: both }).grade).toBe(3);
    expect(ask([front, evidence('back', 'live', 'pass')], { kinds: both }).grade).toBe(3);
    expect(ask([front, back], { kinds: new Map() }).outcome).toBe('not-assessed');
  });

  it('says where it saw a fail, and what is not a pass', () => {
    const seen = (outcome: Finding['outcome']) => ({
      ...back,
      findings: [
        { outcome: 'pass' as const, because: 'one door' },
        { outcome, because: 'another door', where: 'src/doors.ts:7' },
      ],
    });
    expect(ask([front, seen('fail')])).toMatchObject({
      outcome: 'fail',
      grade: 2,
      because: 'another door',
      where: 'src/doors.ts:7',
    });
    expect(ask([front, seen('inconclusive')])).toMatchObject({
      outcome: 'inconclusive',
      grade: 0,
      because: 'another door',
      where: 'src/doors.ts:7',
    });
    expect(ask([front, back])).not.toHaveProperty('where');
  });

  it('says the worst of what the probes say, and what one of them told', () => {
    const outcome = (one: Finding['outcome'], other: Finding['outcome']) =>
      ask([evidence('front', 'booted', one), evidence('back', 'static', other)]).outcome;
    expect(outcome('inconclusive', 'error')).toBe('error');
    expect(outcome('error', 'inconclusive')).toBe('error');
    expect(ask([evidence('front', 'booted', 'not-assessed'), back]).because).toBe('front not-assessed');
  });

  it('hears no evidence of probes of other controls, and keeps what it heard', () => {
    const other = evidence('side', 'static', 'fail');
    expect(ask([front, back, other])).toMatchObject({ outcome: 'pass', evidence: [front, back] });
  });

  it('needs what the probe needs: a boot, a URL, or the files', () => {
    const of = (kind: EvidenceKind) =>
      ask([back], { kinds: new Map<string, EvidenceKind>([...kinds, ['front', kind]]) }).because;
    expect(of('booted')).toBe('needs --boot: 1 of 2 probes reported');
    expect(of('live')).toBe('needs --boot or --url: 1 of 2 probes reported');
    expect(of('static')).toBe('needs the repository: 1 of 2 probes reported');
  });

  it('is not applicable by predicate only', () => {
    expect(ask([front, back], { facts: { has: new Set(['tent']) } })).toMatchObject({
      outcome: 'not-applicable',
      because: 'applies to a house',
    });
  });

  it('leaves a probe out that found nothing to look at, and never passes on such probes alone', () => {
    const [noFront, noBack] = [
      evidence('front', 'booted', 'not-applicable'),
      evidence('back', 'static', 'not-applicable'),
    ];
    expect(ask([front, noBack])).toMatchObject({ outcome: 'pass', grade: 3 });
    expect(ask([noFront, back])).toMatchObject({ outcome: 'not-assessed', grade: 2 });
    expect(ask([noFront, noBack])).toMatchObject({ outcome: 'not-applicable', grade: 0 });
    expect(ask([evidence('front', 'booted', 'fail'), noBack]).outcome).toBe('fail');
    expect(ask([noBack]).outcome).toBe('not-assessed');
  });
});

describe('mergeEvidence', () => {
  it('keeps the newest of the same thing, and what is about something else', () => {
    const old = evidence('front', 'booted', 'fail');
    const live = evidence('front', 'live', 'pass');
    const merged = mergeEvidence([old, live], [evidence('front', 'booted', 'pass')]);
    expect(merged.map(({ kind, findings }) => `${kind} ${findings[0]?.outcome}`)).toEqual([
      'booted pass',
      'live pass',
    ]);
  });
});

describe('lines and readiness', () => {
  const verdict = ask([evidence('front', 'booted', 'pass'), evidence('back', 'static', 'pass')]);
  const open = ask([]);
  const known = (each: typeof verdict, facts: Facts) => ({
    verdicts: new Map([['doors-shut', each]]),
    facts,
    attested: new Map(),
  });

  it('ticks a line when everything behind it passed', () => {
    expect(checklistLine({ text: 'x', controls: ['doors-shut'] }, known(verdict, house))).toMatchObject({
      state: 'done',
      grade: 3,
    });
    expect(checklistLine({ text: 'x', controls: ['doors-shut'] }, known(open, house)).state).toBe(
      'not-assessed',
    );
  });

  it('never ticks a line for which a probe is still missing', () => {
    const awaits = [{ control: 'db-backups', fact: 'database' as const }];
    const source = { text: 'x', controls: ['doors-shut'], awaits };
    expect(checklistLine(source, known(verdict, { has: new Set(['repository', 'database']) }))).toMatchObject(
      {
        state: 'partial',
        because: 'seen: doors-shut; open: db-backups: no probe can see it yet',
      },
    );
    expect(
      checklistLine(
        { text: 'x', controls: [], awaits },
        known(verdict, { has: new Set(['repository', 'database']) }),
      ).state,
    ).toBe('not-assessed');
    expect(checklistLine({ text: 'x', controls: [], awaits }, known(verdict, house))).toMatchObject({
      state: 'not-applicable',
      because: 'no database client',
    });
    expect(checklistLine({ text: 'x', controls: [], awaits }, known(verdict, { has: new Set() })).state).toBe(
      'not-assessed',
    );
  });

  it('is ready only when every critical control passed', () => {
    expect(readiness([verdict])).toEqual({ core: 'YES', reasons: [] });
    expect(readiness([open]).core).toBe('NO');
    expect(readiness([]).core).toBe('NO');
  });
});
