import { expect, it } from 'vitest';
import { controls } from '../../src/controls/index.js';
import { outcomes } from '../../src/define/control.js';
import { requirementLines } from '../../src/report/requirement-lines.js';

const rows = (outcome: (typeof outcomes)[number]) => controls.map(({ id }) => ({ id, outcome }));

it('tells each requirement once, in the order of the standard, with every passing control below it', () => {
  const lines = requirementLines([
    { id: 'rate-limit-auth', outcome: 'pass' },
    { id: 'security-headers', outcome: 'pass' },
    { id: 'rate-limit-global', outcome: 'pass' },
    { id: 'methods-allowlist', outcome: 'pass' },
    { id: 'exposed-paths', outcome: 'fail' },
  ]);
  const at = lines.findIndex((line) => line.startsWith('- v5.0.0-2.4.1 (L2) '));
  expect(at).toBe(2);
  expect(lines[at + 1]).toBe('  - rate-limit-auth, in part:');
  expect(lines[at + 2]).toMatch(/^ {4}\S.*\.$/);
  expect(lines[at + 3]).toBe('  - rate-limit-global, in part:');
  expect(lines).toContain('  - methods-allowlist:');
  expect(lines.join('\n')).not.toContain('exposed-paths');
  const heads = lines.filter((line) => line.startsWith('- '));
  expect(heads[0]).toContain('2.4.1');
  expect(heads.at(-1)).toContain('14.3.2');
  expect(new Set(heads).size).toBe(heads.length);
});

it('keeps every line under 120 characters', () => {
  for (const line of requirementLines(rows('pass'))) expect(line.length, line).toBeLessThan(120);
});

it.each(outcomes.filter((outcome) => outcome !== 'pass'))(
  'says nothing of a control that is %s',
  (outcome) => {
    expect(requirementLines(rows(outcome))).toEqual(['None.']);
  },
);
