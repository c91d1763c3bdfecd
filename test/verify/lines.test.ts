import { describe, expect, it } from 'vitest';
import { defineControl, type Facts, type Grade, type Outcome } from '../../src/define/control.js';
import type { Severity } from '../../src/define/words.js';
import type { Verdict } from '../../src/verify/judge/judge.js';
import { checklistLine, weakest, type Known } from '../../src/verify/judge/lines.js';
import { readiness } from '../../src/verify/judge/readiness.js';

const verdict = (
  id: string,
  outcome: Outcome,
  { grade = outcome === 'pass' ? 4 : 0, severity = 'critical' }: { grade?: Grade; severity?: Severity } = {},
): Verdict => ({
  control: defineControl({
    id,
    section: 'api',
    severity,
    claim: 'It holds.',
    why: 'It should.',
    remedy: 'mend it',
    applies: { because: 'a house', test: () => true },
    requires: { development: 3, staging: 4, production: 4 },
    maxAgeDays: 30,
    maps: {},
    probes: [id],
  }),
  outcome,
  grade,
  required: 4,
  because: `${id} says ${outcome}`,
  evidence: [],
});
const known = (verdicts: readonly Verdict[], more: Partial<Known> = {}): Known => ({
  verdicts: new Map(verdicts.map((each) => [each.control.id, each])),
  facts: { has: new Set(['repository', 'database']) },
  attested: new Map(),
  ...more,
});
const controls = ['doors', 'windows'];
const database = [{ control: 'db-tls-verified', fact: 'database' as const }];
const attested = new Map([['db-tls-verified', { person: 'Ada', until: '2027-01-31T00:00:00Z' }]]);

describe('a line of the checklist', () => {
  it('is done when all controls pass, at the grade of the weakest', () => {
    const both = [verdict('doors', 'pass'), verdict('windows', 'pass', { grade: 2 })];
    expect(checklistLine({ text: 'x', controls }, known(both))).toEqual({
      text: 'x',
      state: 'done',
      grade: 2,
      because: 'doors, windows',
      controls,
      unprobed: [],
    });
  });

  it('has nothing to do with a control that nobody judged', () => {
    expect(checklistLine({ text: 'x', controls }, known([verdict('doors', 'pass')]))).toMatchObject({
      state: 'done',
      because: 'doors',
    });
  });

  it('is open when one fails, and names each that does, and nothing else', () => {
    const both = [verdict('doors', 'pass'), verdict('windows', 'fail')];
    expect(checklistLine({ text: 'x', controls }, known(both))).toMatchObject({
      state: 'open',
      grade: 0,
      because: 'windows: windows says fail',
    });
    expect(
      checklistLine({ text: 'x', controls }, known(both.map(({ control }) => verdict(control.id, 'fail')))),
    ).toMatchObject({ because: 'doors: doors says fail; windows: windows says fail' });
  });

  it('is partial when some pass and some were not seen', () => {
    const both = [verdict('doors', 'pass', { grade: 3 }), verdict('windows', 'stale')];
    expect(checklistLine({ text: 'x', controls }, known(both))).toMatchObject({
      state: 'partial',
      grade: 3,
      because: 'seen: doors; open: windows: windows says stale',
    });
  });

  it('names all that was not seen, where nothing was', () => {
    const both = [verdict('doors', 'stale'), verdict('windows', 'not-assessed')];
    expect(checklistLine({ text: 'x', controls }, known(both))).toMatchObject({
      state: 'not-assessed',
      grade: 0,
      because: 'doors: doors says stale; windows: windows says not-assessed',
    });
  });

  it('leaves out controls that do not apply, and is not applicable when none does', () => {
    const absent = verdict('windows', 'not-applicable');
    expect(checklistLine({ text: 'x', controls }, known([verdict('doors', 'pass'), absent]))).toMatchObject({
      state: 'done',
      because: 'doors',
    });
    const none = [verdict('doors', 'not-applicable'), absent];
    expect(checklistLine({ text: 'x', controls }, known(none))).toMatchObject({
      state: 'not-applicable',
      because: 'doors says not-applicable; windows says not-applicable',
    });
  });

  it('is done at grade 1 where a person answers for what no probe sees', () => {
    const source = { text: 'x', controls: ['doors'], awaits: database };
    const doors = [verdict('doors', 'pass')];
    expect(checklistLine(source, known(doors, { attested }))).toMatchObject({
      state: 'done',
      grade: 1,
      because: 'doors, attested by Ada, until 2027-01-31',
      unprobed: [],
    });
    expect(checklistLine(source, known(doors))).toMatchObject({
      state: 'partial',
      grade: 4,
      unprobed: ['db-tls-verified'],
    });
    expect(checklistLine(source, known([verdict('doors', 'stale')], { attested }))).toMatchObject({
      state: 'partial',
      grade: 1,
      because: 'seen: attested by Ada, until 2027-01-31; open: doors: doors says stale',
    });
    expect(checklistLine({ ...source, controls: [] }, known([], { attested })).state).toBe('done');
  });

  it('stays open whatever a person says, where a control fails', () => {
    const source = { text: 'x', controls: ['doors'], awaits: database };
    expect(checklistLine(source, known([verdict('doors', 'fail')], { attested })).state).toBe('open');
  });

  it('waits for a person only where the fact is there, or no repository was read to tell', () => {
    const state = (fact: 'always' | 'database', ...facts: readonly string[]): string =>
      checklistLine(
        { text: 'x', controls: [], awaits: [{ control: 'db-tls-verified', fact }] },
        known([], { facts: { has: new Set(facts) } satisfies Facts }),
      ).state;
    expect(state('database', 'repository')).toBe('not-applicable');
    expect(state('database', 'repository', 'database')).toBe('not-assessed');
    expect(state('database')).toBe('not-assessed');
    expect(state('always', 'repository')).toBe('not-assessed');
  });

  it('waits for nobody where nothing is left to a person, with a repository or without', () => {
    const doors = known([verdict('doors', 'pass')], { facts: { has: new Set() } });
    expect(checklistLine({ text: 'x', controls: ['doors'] }, doors)).toMatchObject({
      state: 'done',
      unprobed: [],
    });
  });

  it('says who could answer for what no probe sees', () => {
    const because = (control: string): string =>
      checklistLine({ text: 'x', controls: [], awaits: [{ control, fact: 'always' }] }, known([])).because;
    expect(because('secrets-made-anew')).toBe(
      'secrets-made-anew: no probe can see it, and nobody attests it',
    );
    expect(because('no-such-claim')).toBe('no-such-claim: no probe can see it yet');
  });

  it('takes the weakest grade, whatever the order', () => {
    const grades = ([4, 2, 3] as const).map((grade) => verdict('doors', 'pass', { grade }));
    expect(weakest(grades)).toBe(2);
    expect(weakest([...grades].reverse())).toBe(2);
    expect(weakest([])).toBe(4);
  });
});

describe('readiness', () => {
  const core = (severity: Severity, outcome: Outcome): string =>
    readiness([verdict('doors', outcome, { severity })]).core;

  it.each<[Severity, Outcome, 'YES' | 'NO']>([
    ['critical', 'pass', 'YES'],
    ['critical', 'not-applicable', 'YES'],
    ['critical', 'not-assessed', 'NO'],
    ['critical', 'stale', 'NO'],
    ['critical', 'fail', 'NO'],
    ['high', 'not-assessed', 'YES'],
    ['high', 'fail', 'NO'],
    ['medium', 'fail', 'YES'],
  ])('with a %s control that says %s: %s', (severity, outcome, expected) => {
    expect(core(severity, outcome)).toBe(expected);
  });

  it('names what it stands on, critical first', () => {
    const [high, critical] = [verdict('windows', 'fail', { severity: 'high' }), verdict('doors', 'stale')];
    expect(readiness([high, critical, verdict('roof', 'pass')])).toEqual({
      core: 'NO',
      reasons: ['doors (critical): stale: doors says stale', 'windows (high): fail: windows says fail'],
    });
  });
});
