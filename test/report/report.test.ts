import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { controls } from '../../src/controls/index.js';
import { outcomes } from '../../src/define/control.js';
import { markdown } from '../../src/report/markdown.js';
import { integrity } from '../../src/report/page-state.js';
import { reportOf } from '../../src/report/report.js';
import { summaryLine, terminal } from '../../src/report/terminal.js';
import { unwrapped } from '../../src/report/wrap.js';
import type { Evidence } from '../../src/verify/evidence.js';
import { judge } from '../../src/verify/judge/judge.js';
import { probeById, probes } from '../../src/verify/probes/index.js';
import type { Verification } from '../../src/verify/verify.js';

const at = new Date('2026-11-24T12:00:00Z');
const kinds = new Map(probes.map(({ id, kind }) => [id, kind]));
const facts = { has: new Set(['repository', 'container', 'images']) };

/** Everything passed on a local boot, but for what is named. */
function verification(failing: readonly string[] = []): Verification {
  const evidence: readonly Evidence[] = probes.map(({ id }) => ({
    probe: id,
    kind: probeById.get(id)?.needs === 'repo' ? 'static' : 'booted',
    environment: 'development',
    at: '2026-11-24T11:00:00.000Z',
    target: 'local boot',
    subject: 'f1',
    findings: [{ outcome: failing.includes(id) ? 'fail' : 'pass', because: `${id} | said`, where: 'GET /' }],
  }));
  const judged = (environment: 'development' | 'production') =>
    controls.map((control) =>
      judge({ control, evidence, environment, facts, subject: 'f1', kinds, troubles: [], now: at }),
    );
  return {
    environment: 'development',
    facts,
    verdicts: judged('development'),
    production: judged('production'),
    evidence,
    subject: 'f1',
    at,
    notes: [],
    unread: [],
    troubles: [],
  };
}

const grade = z.literal([0, 1, 2, 3, 4]);
const outcome = z.enum(outcomes);
const block = z.strictObject({
  title: z.string(),
  badge: z.enum(['COMPLETED', 'PARTIAL', 'OPEN', 'NOT ASSESSED', 'NOT APPLICABLE']),
  done: z.int(),
  due: z.int(),
  split: z.record(z.string(), z.int()),
  lines: z.array(
    z.strictObject({
      text: z.string(),
      state: z.enum(['done', 'open', 'partial', 'not-assessed', 'not-applicable']),
      unprobed: z.array(z.string()),
      grade,
      because: z.string(),
      controls: z.array(z.string()),
      command: z.string().optional(),
    }),
  ),
});
const entries = z.array(z.strictObject({ text: z.string(), because: z.string() }));

/** The published shape. Changing it needs another `schema`. */
const shape = z.strictObject({
  schema: z.literal('rampart-report/1'),
  rampart: z.string(),
  at: z.iso.datetime(),
  environment: z.enum(['development', 'staging', 'production']),
  subject: z.string().nullable(),
  counts: z.record(outcome, z.int()),
  settingsFails: z.array(z.strictObject({ probe: z.string(), because: z.string(), where: z.string() })),
  controls: z.array(
    z.strictObject({
      id: z.string(),
      section: z.string(),
      severity: z.enum(['critical', 'high', 'medium']),
      claim: z.string(),
      outcome,
      grade,
      required: grade,
      because: z.string(),
      where: z.string().nullable(),
      closers: z.array(z.string()),
      remedy: z.string(),
      asvs: z.array(z.string().regex(/^v5\.0\.0-\d+\.\d+\.\d+$/)),
      probes: z.array(z.string()),
    }),
  ),
  sections: z
    .array(
      block.extend({
        did: z.array(z.strictObject({ id: z.string(), claim: z.string(), grade })),
        files: z.array(z.string()),
      }),
    )
    .length(4),
  tiers: z.array(block).length(3),
  phases: z.array(block).length(3),
  readiness: z.strictObject({
    environment: z.literal('production'),
    core: z.enum(['YES', 'NO']),
    reasons: z.array(z.string()),
    recommendation: z.string(),
  }),
  summary: z.strictObject({ ready: entries, needs: entries, recommended: entries }),
  about: z.strictObject({
    commit: z.string().nullable(),
    lockfile: z.string().nullable(),
    documents: z.array(z.string()),
  }),
  said: z.array(
    z.strictObject({
      kind: z.enum(['attestation', 'waiver']),
      of: z.string(),
      claim: z.string(),
      person: z.string(),
      because: z.string(),
      environment: z.string(),
      at: z.iso.datetime(),
      until: z.iso.datetime(),
      seen: z.string(),
      by: z.string().nullable(),
      standing: z.string(),
    }),
  ),
  waived: z.int(),
  evidence: z.array(
    z.strictObject({
      probe: z.string(),
      outcome,
      grade,
      kind: z.string(),
      at: z.iso.datetime(),
      target: z.string(),
      findings: z.array(z.strictObject({ outcome, because: z.string(), where: z.string().optional() })),
      saw: z.array(z.string()),
    }),
  ),
  problems: z.array(
    z.strictObject({
      kind: z.enum(['not-booted', 'not-reached', 'page-not-believed', 'evidence-not-accepted']),
      because: z.string(),
      said: z.array(z.string()),
    }),
  ),
  unprobed: z.int(),
  nextExpiry: z.iso.datetime().nullable(),
  notes: z.array(z.string()),
  unread: z.strictObject({
    count: z.int(),
    named: z.array(z.strictObject({ path: z.string(), why: z.string() })),
  }),
  accepted: z.array(
    z.strictObject({
      what: z.string(),
      by: z.string(),
      at: z.iso.datetime(),
      commit: z.string(),
      environment: z.string(),
      url: z.string().nullable(),
      results: z.int(),
    }),
  ),
  notAccepted: z.array(
    z.strictObject({
      of: z.enum(['kept', 'brought', 'handed', 'part']),
      what: z.string(),
      because: z.string(),
    }),
  ),
  page: z.strictObject({
    state: z.enum(['absent', 'intact', 'older', 'edited', 'unknown', 'theirs']),
    because: z.string(),
    problems: z.array(z.string()),
  }),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

describe('the report', () => {
  it('keeps its published shape', () => {
    expect(shape.parse(JSON.parse(JSON.stringify(reportOf(verification(), '1.0.0'))))).toBeTruthy();
  });

  it('is the same for the same verification, byte for byte', () => {
    expect(markdown(reportOf(verification(), '1.0.0'))).toBe(markdown(reportOf(verification(), '1.0.0')));
  });

  it('begins with what was asked for and did not happen, in the terminal and on the page', () => {
    const because = 'npm run build failed';
    const troubled = {
      ...verification(),
      troubles: [{ of: 'boot' as const, because, said: ['tsc: not found\u001b[2J'] }],
    };
    const report = reportOf(troubled, '1.0.0');
    expect(report.problems).toEqual([{ kind: 'not-booted', because, said: ['tsc: not found\\u{1b}[2J'] }]);
    const [first, second] = terminal(report, (_style, text) => text);
    expect(first).toBe('not booted: npm run build failed');
    expect(second).toBe('  | tsc: not found\\u{1b}[2J');
    const page = markdown(report);
    expect(page.indexOf(because)).toBeLessThan(page.indexOf('## Security Checklist Status'));
  });

  it('counts and names what was not read', () => {
    const unread = [{ path: 'a<b>.ts', why: 'it is larger than 1 MiB' }];
    const report = reportOf({ ...verification(), unread }, '1.0.0');
    expect(report.unread).toEqual({ count: 1, named: unread });
    const line = '1 path was not read: a<b>.ts (it is larger than 1 MiB)';
    expect(terminal(report, (_style, text) => text)).toContain(line);
    expect(markdown(report)).toContain('> 1 path was not read: a&lt;b&gt;.ts (it is larger than 1 MiB).');
  });

  it('counts the lines of the checklist that nothing looks at', () => {
    const report = reportOf(verification(), '1.0.0');
    const waiting = [...report.sections, ...report.phases]
      .flatMap(({ lines }) => lines)
      .filter(({ unprobed }) => unprobed.length > 0);
    expect(report.unprobed).toBe(waiting.length);
    expect(report.unprobed).toBeGreaterThan(0);
    expect(waiting.every(({ state }) => state !== 'done')).toBe(true);
    expect(terminal(report, (_style, text) => text)).toContain(
      `${report.unprobed} lines of the checklist no probe can see, and ` +
        'nobody attests: see them in the page, or with --json',
    );
  });

  it('lets no text of strangers steer a terminal', () => {
    const plain = verification(['refuses-plaintext']);
    const hostile = plain.verdicts.map((verdict) => ({
      ...verdict,
      because: '\u001b[2Jgone\u202e',
      where: 'a\nb',
    }));
    const report = reportOf({ ...plain, verdicts: hostile }, '1.0.0');
    expect(report.controls[0]).toMatchObject({ because: '\\u{1b}[2Jgone\\u{202e}', where: 'a\\u{a}b' });
  });

  it('counts tiers, and is ready for production only by what was seen there', () => {
    const report = reportOf(verification(), '1.0.0');
    expect(report.tiers.map(({ done, due }) => `${done}/${due}`)).toEqual(['5/5', '1/1', '3/3']);
    expect(report.readiness.core).toBe('NO');
    expect(report.readiness.reasons[0]).toMatch(/proven locally; production not assessed/);
    expect(report.nextExpiry).toBe('2026-12-24T11:00:00.000Z');
  });

  it('lets one failing probe open its lines everywhere', () => {
    const report = reportOf(verification(['answers-only-allowed-origins']), '1.0.0');
    expect(report.counts.fail).toBe(1);
    expect(report.tiers[0]).toMatchObject({ done: 4, due: 5, badge: 'PARTIAL' });
    const elsewhere = controls.filter(({ applies }) => !applies.test(facts)).length;
    const passed = controls.length - elsewhere - 1;
    expect(elsewhere).toBeGreaterThan(0);
    expect(summaryLine(report)).toBe(`${String(passed)} pass, 1 fail, ${String(elsewhere)} not applicable`);
  });
});

describe('SECURITY-STATUS.md', () => {
  const page = markdown(reportOf(verification(['refuses-plaintext']), '1.0.0'));

  it('has the shape of the first page', () => {
    for (const heading of [
      'Section 1: Environment Variables & Secrets',
      'Section 2: Database Security',
      'Section 3: API Security',
      'Section 4: Input Validation',
      'Critical Items (Must Have)',
      'Ready for Production?',
      'Before First Production Deploy',
      'During Production Setup',
      'After Production Deploy',
      'Evidence',
    ]) {
      expect(page).toContain(heading);
    }
    expect(page).toContain('**4/5** · 3 proven locally, 1 declared');
    expect(page).toContain('**1/1** · 1 proven locally · 6 lines do not apply');
    expect(page).not.toContain('%)');
    expect(page).toContain(
      '- [x] CORS: of the origins that were tried only listed ones may read (proven locally)',
    );
    expect(unwrapped(page)).toContain(
      '- [ ] HTTPS only in production mode: plaintext that was tried ' +
        'by a client that is no trusted proxy is refused by the service, but for health checks (/livez, /readyz) ' +
        '(open: transport-https-only: refuses-plaintext &#124; said)',
    );
    expect(page).toContain('- [ ] ~~Database backups~~ (not applicable: no database client)');
    expect(page).toContain('### Core security: **NO**');
    expect(page).toContain('refuses-plaintext &#124; said');
  });

  it('claims evidence, never compliance, and no single score', () => {
    expect(page).toMatch(/^- v5\.0\.0-3\.4\.2 \(L1\) .+\n  - cors-allowlist:\n    .+\.$/m);
    expect(page).not.toContain('  - transport-https-only');
    expect(page.split('\n').filter((line) => line.length > 120)).toEqual([]);
    expect(page).not.toMatch(/compliant|score:\s*\d/i);
  });

  it('shows a hand edit', () => {
    expect(integrity(page)).toBe('intact');
    expect(
      integrity(
        page.replace(
          '- [ ] HTTPS only in production mode: plaintext that was tried',
          '- [x] HTTPS only in production mode: plaintext that was tried',
        ),
      ),
    ).toBe('edited');
    expect(integrity(`${page}more`)).toBe('edited');
    expect(integrity('# written by hand')).toBe('edited');
  });
});

describe('the terminal', () => {
  it('puts what fails first, with the command that closes it', () => {
    const linesWith = (closers: ReadonlyMap<string, readonly string[]>): readonly string[] =>
      terminal(
        reportOf(verification(['limits-logins', 'refuses-plaintext']), '1.0.0', { closers }),
        (_style, text) => text,
      );
    const lines = linesWith(
      new Map([
        ['rate-limit-auth', ['rate-limit']],
        ['transport-https-only', ['https-only']],
      ]),
    );
    const api = lines.indexOf('API');
    expect(lines[api + 1]).toMatch(/fail\s+rate-limit-auth/);
    expect(lines[api + 2]?.trim()).toBe('rampart add rate-limit');
    expect(lines).toContain('All that a command can close: rampart add rate-limit https-only');
    expect(linesWith(new Map())[api + 2]?.trim()).toMatch(/^by hand: after five failed logins/);
  });
});
