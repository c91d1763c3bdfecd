import { expect, it } from 'vitest';
import { faultsOf } from './census/judge.js';

const census = { files: 62, lines: 10, withoutTests: 5, securityFiles: 1, securityLines: 2 };
const rows = [{ framework: 'koa', preset: 'minimal', census }] as const;
const limits = { minimal: { files: 60, lines: 20 } };
const reason = (upTo: number, measure: 'files' | 'lines' = 'files') => [
  { framework: 'koa', preset: 'minimal', measure, upTo, because: 'of a test' } as const,
];

it.each([
  ['above the limit', limits, [], ['koa, minimal, files: 62, at most 60']],
  ['above, with a reason', limits, reason(62), []],
  ['above what the reason allows', limits, reason(61), ['koa, minimal, files: 62, at most 61']],
  [
    'a reason for another framework',
    limits,
    reason(62).map((one) => ({ ...one, framework: 'hapi' })),
    ['koa, minimal, files: 62, at most 60'],
  ],
  [
    'a reason that is not needed',
    limits,
    [...reason(62), ...reason(30, 'lines')],
    ['koa, minimal, lines: 10 needs no reason any more'],
  ],
  ['a preset without limits', { standard: { files: 1 } }, [], []],
])('the census finds what is too large: %s', (_, given, reasons, faults) => {
  expect(faultsOf(rows, { limits: given, reasons })).toEqual(faults);
});
