import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { run as explain } from '../../src/commands/explain.js';
import type { Io } from '../../src/commands/io.js';
import { run as list } from '../../src/commands/list.js';
import { requirements } from '../../src/controls/asvs/index.js';
import { controls } from '../../src/controls/index.js';
import { dispositions } from '../../src/define/requirement.js';
import { probeById } from '../../src/verify/probes/index.js';

function listener(format: Io['format'] = 'text'): {
  readonly io: Io;
  readonly heard: () => readonly string[];
} {
  const stdout = new PassThrough();
  let out = '';
  stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const io: Io = {
    cwd: '/',
    self: 'rampart',
    env: {},
    stdin: new PassThrough(),
    stdout,
    stderr: new PassThrough(),
    talksTo: () => 'pipe',
    format,
    standing: '',
  };
  return { io, heard: () => out.split('\n') };
}
const call = (io: Io, ...positionals: readonly string[]) => ({ io, given: {}, positionals });

it('prints all 345 with what becomes of each, no line above 120 characters', async () => {
  const { io, heard } = listener();
  await list(call(io, 'asvs'));
  const lines = heard();
  for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(120);
  for (const { id, level, text, disposition } of requirements) {
    const at = lines.findIndex((line) => line.startsWith(`  v5.0.0-${id} `));
    expect(lines[at]).toMatch(new RegExp(`  L${level}  `));
    expect(lines[at]?.endsWith(text), id).toBe(true);
    expect(lines[at + 1]?.trim()).toMatch(new RegExp(`^${disposition.is}(?:, in part)?: \\S`));
  }
  const sum = /^345 requirements of ASVS 5\.0\.0: (.+)$/.exec(lines.at(-2) ?? '')?.[1] ?? '';
  const counts = sum.split(', ').map((part) => part.split(' '));
  expect(counts.map(([, word]) => word)).toEqual([...dispositions]);
  expect(counts.reduce((all, [count]) => all + Number(count), 0)).toBe(345);
});

it('gives a program the same, with each control and its sentence', async () => {
  const { io, heard } = listener('json');
  const { document } = await list(call(io, 'asvs'));
  expect(heard()).toEqual(['']);
  const { asvs } = document as { asvs: readonly { id: string; disposition: string; evidence: object[] }[] };
  expect(asvs).toHaveLength(345);
  for (const { disposition, evidence } of asvs) expect(evidence.length > 0).toBe(disposition === 'evidence');
  expect(asvs.find(({ id }) => id === 'v5.0.0-2.4.1')?.evidence).toEqual([
    { control: 'rate-limit-global', covers: 'part', because: expect.stringMatching(/429/) as string },
    { control: 'rate-limit-auth', covers: 'part', because: expect.stringMatching(/429/) as string },
  ]);
});

it('the list of everything only says that it is there', async () => {
  const { io, heard } = listener();
  const { document } = await list(call(io));
  expect(Object.keys(document)).toEqual(['frameworks', 'targets', 'pieces', 'controls', 'claims']);
  const lines = heard();
  expect(lines.at(-2)).toMatch(/ASVS.*rampart list asvs$/);
  expect(lines.some((line) => line.includes('v5.0.0-'))).toBe(false);
});

it('a misspelt kind is told which was meant', async () => {
  await expect(list(call(listener().io, 'avsv'))).rejects.toThrow(/asvs/);
});

it.each(controls.map(({ id }) => id))('explain %s shows why it is evidence, and for what', async (id) => {
  const { io, heard } = listener();
  const { document } = await explain(call(io, id));
  const text = heard().join('\n');
  const pairs = controls.find((control) => control.id === id)?.maps.asvs ?? [];
  expect(document['asvs']).toHaveLength(pairs.length);
  expect(document['maps to']).not.toContain('asvs');
  for (const pair of pairs) {
    const requirement = requirements.find((one) => one.id === pair.id);
    expect(text).toContain(`for v5.0.0-${pair.id} (L${String(requirement?.level)})`);
    expect(text).toContain(`${requirement?.text}\n    ${pair.because}\n`);
  }
  expect(text.split('evidence for v5.0.0-').length - 1).toBe(pairs.length);
});

it('explains how each probe of a control works', async () => {
  for (const { id, probes } of controls) {
    const { io, heard } = listener();
    const { document } = await explain(call(io, id));
    const probed = probes.map((probe) => ({ id: probe, how: probeById.get(probe)?.how }));
    expect(document).toMatchObject({ probed });
    const lines = heard();
    for (const { id: probe, how } of probed)
      expect(lines[lines.indexOf(`probed by ${probe}`) + 1]).toBe(`    ${how}`);
  }
});
