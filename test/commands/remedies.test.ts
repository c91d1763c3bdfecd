import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.js';
import { nothingWritten } from '../../src/commands/io.js';
import type { ControlRow, Report } from '../../src/report/shape.js';
import { refusedShapes, shapes, type Case } from '../wire/cases.js';

// Whatever command a report names, that command makes the control better; all of them at once, too.
const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function repository({ folder }: Case): string {
  const root = mkdtempSync(join(tmpdir(), 'rampart-remedies-'));
  made.push(root);
  cpSync(join(folder, 'input'), root, { recursive: true });
  execFileSync('git', ['init', '-q'], { cwd: root });
  return root;
}

async function rampart(
  cwd: string,
  ...words: readonly string[]
): Promise<{ exit: number; document: Report }> {
  const out = new PassThrough();
  const exit = await main([...words, '--json'], {
    cwd,
    self: 'rampart',
    env: { NO_COLOR: '1' },
    stdin: new PassThrough().end(),
    stdout: out,
    stderr: new PassThrough().resume(),
    talksTo: () => 'pipe',
    format: 'json',
    standing: nothingWritten,
  });
  let all = '';
  for (let chunk = out.read() as Buffer | null; chunk; chunk = out.read() as Buffer | null)
    all += String(chunk);
  return { exit, document: JSON.parse(all) as Report };
}

const failing = ({ controls }: Report): readonly ControlRow[] =>
  controls.filter(({ outcome }) => outcome === 'fail');

/** How much of a control fails: its findings that do. */
const weight = ({ evidence, controls }: Report, id: string): number => {
  const probes = controls.find((row) => row.id === id)?.probes ?? [];
  return evidence
    .filter(({ probe }) => probes.includes(probe))
    .flatMap(({ findings }) => findings)
    .filter(({ outcome }) => outcome === 'fail').length;
};

/** What was tried: controls by what is printed for them, and each piece that a command brought. */
const tried = {
  byCommand: new Set<string>(),
  byHand: new Set<string>(),
  pieces: new Set<string>(),
  commands: 0,
};

const repositories = [...shapes(), ...refusedShapes()];

describe.each(repositories)('remedies in $name', (shape: Case) => {
  it('work, or are named as work by hand', { timeout: 60_000 }, async () => {
    const root = join(repository(shape), shape.dir ?? '');
    const { document: before } = await rampart(root, 'verify', '--no-write');
    const pieces = [...new Set(failing(before).flatMap(({ closers }) => closers))];
    for (const { id, remedy, closers } of failing(before)) {
      expect(remedy).toMatch(closers.length > 0 ? /^rampart add / : /^by hand: \S/);
      (closers.length > 0 ? tried.byCommand : tried.byHand).add(`${id} in ${shape.name}`);
    }
    if (pieces.length === 0) return;
    pieces.forEach((piece) => tried.pieces.add(piece));
    tried.commands += 1;
    expect((await rampart(root, 'add', ...pieces, '--yes', '--allow-dirty')).exit).toBe(0);
    const { document: after } = await rampart(root, 'verify', '--no-write');
    const useless = failing(before)
      .filter(({ id, closers }) => closers.length > 0 && weight(after, id) >= weight(before, id))
      .map(({ id, closers }) => `${id}: rampart add ${closers.join(' ')}`);
    expect(useless).toEqual([]);
  });
});

/** The cases above prove nothing where nothing fails, or where every remedy is left to a person. */
describe('the remedies that were tried', () => {
  it('are many, of each kind', () => {
    expect(tried.commands).toBeGreaterThan(shapes().length - 1);
    expect(tried.byCommand.size).toBeGreaterThan(3 * shapes().length);
    expect(tried.byHand.size).toBeGreaterThan(3 * repositories.length);
    expect([...tried.pieces]).toEqual(
      expect.arrayContaining(['documents', 'env-templates', 'ignore-files', 'runtime']),
    );
  });
});
