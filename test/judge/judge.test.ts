import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closing, weigh, type Finding, type Waiver } from './judge.js';

const finding: Finding = { judge: 'hadolint', rule: 'DL1', where: 'yarn: Dockerfile:6', message: 'no' };
const waiver: Waiver = {
  judge: 'hadolint',
  rule: 'DL1',
  file: 'Dockerfile',
  reason: 'thrown away',
  until: '2027-01-31',
};

describe('waivers', () => {
  it('cover the finding of their judge, rule and file', () => {
    expect(weigh({ findings: [finding], waivers: [waiver], today: '2027-01-31' })).toEqual({
      open: [],
      waived: [waiver],
    });
  });

  it.each([{ judge: 'zizmor' }, { rule: 'DL2' }, { where: 'yarn: compose.yaml' }])(
    'cover nothing else: %o',
    (other) => {
      const { open, waived } = weigh({
        findings: [{ ...finding, ...other }],
        waivers: [waiver],
        today: '2027-01-01',
      });
      expect([open.length, waived.length]).toEqual([1, 0]);
    },
  );

  it('that are past their day are findings themselves, and cover nothing', () => {
    const { open } = weigh({ findings: [finding], waivers: [waiver], today: '2027-02-01' });
    expect(open.map(({ rule }) => rule)).toEqual(['DL1', 'expired']);
  });

  it('of this repository give a reason and a day', () => {
    const waivers = JSON.parse(readFileSync(join(import.meta.dirname, 'waivers.json'), 'utf8')) as Waiver[];
    for (const { reason, until } of waivers) {
      expect(reason.length).toBeGreaterThan(20);
      expect(until).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });
});

it('closes with counts and the names of the tools that were not there', () => {
  expect(closing(0, 2, ['zizmor', 'checkov'])).toBe(
    'findings: 0, waivers: 2, tools skipped: zizmor, checkov',
  );
  expect(closing(1, 0, [])).toBe('findings: 1, waivers: 0, tools skipped: none');
});
