import { join } from 'node:path';
import { expect, it } from 'vitest';
import { controls } from '../../src/controls/index.js';
import { openRepo } from '../../src/repo/repo.js';
import { verify } from '../../src/verify/verify.js';

/** What we sell we do: this repository itself is looked at by the controls that a repository can meet. */
const root = join(import.meta.dirname, '../..');

const seen = verify({
  repo: openRepo(root),
  boot: 'static',
  url: undefined,
  reach: 'reads',
  environment: 'development',
  only: [],
  routes: [],
  earlier: [],
  now: () => new Date(),
  tell: () => undefined,
});

it('has no open control of the supply chain, of CI or of secrets in the repository', async () => {
  const { verdicts, facts } = await seen;
  expect([...facts.has]).toContain('tool');
  const wanted = controls.filter(({ section, applies }) => section === 'supply-chain' && applies.test(facts));
  expect(wanted.length).toBeGreaterThanOrEqual(9);
  const own = [...wanted.map(({ id }) => id), 'secrets-no-hardcoded', 'secrets-gitignore', 'security-policy'];
  const open = verdicts.filter(({ control, outcome }) => own.includes(control.id) && outcome !== 'pass');
  expect(
    open.map(({ control, outcome, because, where }) => `${control.id} ${outcome}: ${because} ${where ?? ''}`),
  ).toEqual([]);
});

it('fails none, and calls what is asked of a service not applicable, since it is none', async () => {
  const { verdicts } = await seen;
  expect(verdicts.filter(({ outcome }) => outcome === 'fail').map(({ control }) => control.id)).toEqual([]);
  const notOurs = verdicts
    .filter(({ outcome }) => outcome === 'not-applicable')
    .map(({ control }) => control.id);
  expect(notOurs).toEqual(expect.arrayContaining(['cors-allowlist', 'runtime-flags', 'container-hardening']));
});
