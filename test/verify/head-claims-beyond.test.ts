import { expect, it } from 'vitest';
import { claimsBeyond } from '../../src/report/page-claims.js';

const head = (date: string, environment: string, expiry: string): string =>
  `**Date:** ${date} · **Environment:** ${environment} · **Next review:** ${expiry}`;
const today = (environment = 'staging', expiry = '2026-12-28'): string =>
  `# Security\n\n${head('2026-11-28', environment, expiry)}\n`;

it.each([
  ['the same', head('2026-11-28', 'staging', '2026-12-28'), 0],
  ['older', head('2026-11-01', 'staging', '2026-12-01'), 0],
  ['of a weaker environment', head('2026-11-28', 'development', '2026-12-28'), 0],
  ['without evidence', head('2026-11-28', 'staging', 'no evidence yet'), 0],
  ['of a stronger environment', head('2026-11-28', 'production', '2026-12-28'), 1],
  ['of an environment that nobody knows', head('2026-11-28', 'everywhere', '2026-12-28'), 1],
  ['that expires later', head('2026-11-28', 'staging', '2026-12-29'), 1],
  ['that expires ten years later', head('2026-11-28', 'staging', '2036-01-01'), 1],
  ['that never expires', head('2026-11-28', 'staging', 'never'), 1],
  ['of a day to come', head('2026-11-29', 'staging', '2026-12-28'), 1],
  ['of no day', head('tomorrow', 'staging', '2026-12-28'), 1],
  ['with more in it', `${head('2026-11-28', 'staging', '2026-12-28')} · **All:** proven`, 1],
])('a head %s', (_name, line, count) => {
  expect(claimsBeyond(`${line}\n`, today())).toHaveLength(count);
  expect(claimsBeyond(`# Security\n${line}\n`, '# Security\n')).toHaveLength(1);
});

it('a second head is judged as the first', () => {
  const two = `${today()}${head('2026-11-28', 'production', '2036-01-01')}\n`;
  expect(claimsBeyond(two, today())).toHaveLength(1);
});

it('with no evidence today every expiry is a claim', () =>
  expect(claimsBeyond(today(), today('staging', 'no evidence yet'))).toHaveLength(1));
