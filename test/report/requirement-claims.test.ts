import { describe, expect, it } from 'vitest';
import { controls } from '../../src/controls/index.js';
import { claimsBeyond } from '../../src/report/page-claims.js';
import { requirementLines } from '../../src/report/requirement-lines.js';

const heading = '## Requirements with passing evidence';
const pageOf = (passing: readonly string[]): string =>
  [heading, '', ...requirementLines(passing.map((id) => ({ id, outcome: 'pass' as const }))), ''].join('\n');
const all = controls.map(({ id }) => id);
const some = ['rate-limit-global', 'cors-allowlist', 'exposed-paths'];
const today = pageOf(some);

describe('an appendix that claims no more', () => {
  it.each([
    ['is that of today', today],
    ['has fewer controls', pageOf(['cors-allowlist'])],
    ['has fewer requirements', today.replace(/^- v5\.0\.0-13\.4\.3 .*\n.*\n.*\n/m, '')],
    ['is empty', pageOf([])],
  ])('%s', (_name, page) => expect(claimsBeyond(page, today)).toEqual([]));

  it('has one control of a requirement that has two today', () => {
    expect(
      claimsBeyond(pageOf(['rate-limit-auth']), pageOf(['rate-limit-auth', 'rate-limit-global'])),
    ).toEqual([]);
  });
});

describe('an appendix that claims more', () => {
  const edits: readonly (readonly [string, string])[] = [
    ['has a control more', pageOf([...some, 'rate-limit-auth'])],
    ['has all controls', pageOf(all)],
    ['names another requirement', today.replace('v5.0.0-3.4.2 ', 'v5.0.0-13.3.1 ')],
    ['names a higher level', today.replace('v5.0.0-3.4.2 (L1)', 'v5.0.0-3.4.2 (L3)')],
    ['tells a requirement otherwise', today.replace(/(v5\.0\.0-3\.4\.2 \(L1\)) .*/, '$1 All of it is safe')],
    ['covers the whole', today.replace('rate-limit-global, in part:', 'rate-limit-global:')],
    ['leaves out what is left out', today.replace(/; a crowd of .*\.$/m, '.')],
    ['has another control', today.replace('  - rate-limit-global', '  - rate-limit-auth')],
    ['has a sentence elsewhere', today.replace(/( {2}- cors-allowlist:\n)(.*)/, '$1    Nobody can get in.')],
    ['has a requirement alone', `${today}- v5.0.0-13.3.1 (L2) Secrets live in a vault\n`],
    ['has a control alone', today.replace(heading, `${heading}\n  - secrets-manager:\n    It is there.`)],
    ['has a second sentence', today.replace(/( {2}- cors-allowlist:\n.*)/, '$1\n    Nobody can get in.')],
    ['has a nested line', today.replace(/( {2}- cors-allowlist:\n.*)/, '$1\n      - [x] all of it')],
    ['says it in a note', `${today}> v5.0.0-13.3.1 is met.\n`],
    ['says it in a list', `${today}- Evidence for v5.0.0-13.3.1\n`],
    ['says it in a list, without a number', `${today}- OWASP ASVS is met in full\n`],
    ['says it as an open line', `${today}- [ ] v5.0.0-13.3.1 was seen\n`],
    ['says it as a row that fails', `${today}| secrets-manager | high | fail | | v5.0.0-13.3.1 is met | |\n`],
    ['has the line of old pages', `${today}OWASP ASVS, evidence for: v5.0.0-13.3.1.\n`],
  ];
  it.each(edits)('%s', (_name, page) => {
    expect(page).not.toBe(today);
    expect(claimsBeyond(page, today).length).toBeGreaterThan(0);
  });

  it('moves what was seen below another requirement', () => {
    const entry = /^ {2}- cors-allowlist:\n {4}.*\n/m.exec(today)?.[0] ?? '';
    const moved = today.replace(/^(- v5\.0\.0-13\.4\.1 .*\n)/m, `$1${entry}`);
    expect(entry).not.toBe('');
    expect(claimsBeyond(moved, today)).toHaveLength(1);
  });

  it('is told for each pair of which nothing was seen, whatever the two runs passed', () => {
    const pairs = (ids: readonly string[]): number =>
      controls
        .filter(({ id }) => ids.includes(id))
        .reduce((sum, { maps }) => sum + (maps.asvs?.length ?? 0), 0);
    for (let at = 0; at < all.length; at += 5) {
      const [claimed, seen] = [all.slice(at), [...all.slice(0, at + 7), ...all.slice(at + 20)]];
      const beyond = claimsBeyond(pageOf(claimed), pageOf(seen));
      expect(beyond).toHaveLength(pairs(claimed.filter((id) => !seen.includes(id))));
    }
  });
});

it('a page of nothing but entries is read in bounded time', () => {
  const started = Date.now();
  const page = `- v5.0.0-1.1.1 (L1) x\n${'  - a:\n    b\n'.repeat(100_000)}`;
  expect(claimsBeyond(page, today)).toHaveLength(100_000);
  expect(Date.now() - started).toBeLessThan(5_000);
});
