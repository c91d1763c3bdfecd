import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { probeById, probes } from '../../src/verify/probes/index.js';
import type { Case } from './transcript.js';

/** Each file of transcripts/ has the cases of the probe of its name. */
const table = new Map<string, readonly Case[]>();
for (const file of readdirSync(join(import.meta.dirname, 'transcripts')).sort()) {
  const id = file.replace(/\.ts$/, '');
  const { transcripts } = (await import(`./transcripts/${id}.ts`)) as { transcripts: readonly Case[] };
  table.set(id, transcripts);
}

/** What a transcript of a talk with a server holds when nothing went wrong. */
const calm = {
  unsure: '',
  mistakes: [],
  apart: '',
  left: '',
  lost: '',
  unanswered: [],
  others: '',
  usual: 1,
  later: 'unchanged',
  reader: 'known',
  quickened: 1,
  kind: 'booted',
  after: { state: 'well', said: '' },
  unset: { seen: [], because: '' },
  anything: { status: 404, body: '' },
};

it('has cases for every probe, a pass and a fail among them', () => {
  expect([...table.keys()]).toEqual(probes.map(({ id }) => id).sort());
  for (const [id, cases] of table) {
    const outcomes = cases.map(([, , outcome]) => outcome);
    expect(`${id} ${outcomes.includes('pass') && outcomes.includes('fail')}`).toBe(`${id} true`);
  }
});

describe.each([...table])('%s', (id, cases) => {
  it.each(cases)('%s', (_name, transcript, outcome) => {
    const quiet = probeById.get(id)?.needs === 'server' ? calm : {};
    const findings = probeById.get(id)?.read({ ...quiet, ...(transcript as object) } as never) ?? [];
    expect(
      findings.map((finding) => finding.outcome).find((each) => each !== 'pass') ?? findings[0]?.outcome,
    ).toBe(outcome);
    for (const { because } of findings) expect(because).not.toMatch(/undefined|NaN|\[object/);
  });
});
