import { describe, expect, it } from 'vitest';
import { isDrawn, strykerPlugins, type Mutant } from './draw.mjs';
import { percent, total, weigh, type Report, type Tried } from './score.js';

const mutant = (line: number, more: Partial<Mutant> = {}): Mutant => ({
  fileName: 'src/plan/a.ts',
  location: { start: { line, column: 2 }, end: { line, column: 6 } },
  mutatorName: 'BooleanLiteral',
  replacement: 'false',
  ...more,
});
const many = Array.from({ length: 4000 }, (_, line) => mutant(line));
const drawnBy = (seed: string, share: number): readonly Mutant[] =>
  many.filter((each) => isDrawn(each, { seed, share }));

describe('the draw of mutants', () => {
  it('gives the same for the same seed, others for another, and about the share that was asked for', () => {
    expect(drawnBy('1', 0.1)).toEqual(drawnBy('1', 0.1));
    expect(drawnBy('1', 0.1)).not.toEqual(drawnBy('2', 0.1));
    expect(drawnBy('1', 0.1).length).toBeGreaterThan(320);
    expect(drawnBy('1', 0.1).length).toBeLessThan(480);
    expect(drawnBy('1', 1)).toEqual(many);
  });

  it('keeps what a smaller share has', () => {
    expect(drawnBy('1', 0.1)).toEqual(expect.arrayContaining([...drawnBy('1', 0.02)]));
  });

  it('tells mutants of one place apart', () => {
    const draw = { seed: '1', share: 0.5 };
    const drawn = many.map((each) => isDrawn(each, draw));
    expect(many.map((each) => isDrawn({ ...each, replacement: 'true' }, draw))).not.toEqual(drawn);
    expect(many.map((each) => isDrawn({ ...each, mutatorName: 'Regex' }, draw))).not.toEqual(drawn);
    expect(many.map((each) => isDrawn({ ...each, fileName: 'src/plan/b.ts' }, draw))).not.toEqual(drawn);
  });

  it('refuses the rest to Stryker, whose paths are absolute', async () => {
    const draw = { seed: '1', share: 0.5 };
    process.env['RAMPART_DRAW'] = JSON.stringify({ ...draw, root: '/home/me' });
    const checker = strykerPlugins[0].factory();
    delete process.env['RAMPART_DRAW'];
    const asked = many.map((each, id) => ({
      ...each,
      id: String(id),
      fileName: `/home/me/${each.fileName}`,
    }));
    const answers = await checker.check(asked);
    expect(many.map((_, id) => answers[String(id)]?.status)).toEqual(
      many.map((each) => (isDrawn(each, draw) ? 'passed' : 'compileError')),
    );
    expect(await checker.group(asked)).toEqual([asked.map(({ id }) => id)]);
  });
});

describe('the score', () => {
  const source = 'const a = true;\nconst b = f(\n  1,\n);\n';
  const tried = (status: string, more: Partial<Tried> = {}): Tried => ({
    location: { start: { line: 1, column: 11 }, end: { line: 1, column: 15 } },
    mutatorName: 'BooleanLiteral',
    replacement: 'false',
    status,
    ...more,
  });
  const report = (...mutants: readonly Tried[]): Report => ({
    files: { 'src/wire/a.ts': { source, mutants } },
  });
  const all = { seed: '1', share: 1 };

  it('counts what was noticed of what was tried, by room', () => {
    const statuses = ['Killed', 'Killed', 'Timeout', 'Survived', 'NoCoverage', 'Ignored'];
    const { score } = weigh('wire', report(...statuses.map((status) => tried(status))), all);
    expect(score).toEqual({
      room: 'wire',
      killed: 3,
      survived: 1,
      uncovered: 1,
      untried: 1,
    });
    expect(total([score, score])).toEqual({ room: 'all', killed: 6, survived: 2, uncovered: 2, untried: 2 });
    expect(percent(score)).toBe('60.0 %');
  });

  it('shows the text of each survivor, and whether any test ran it', () => {
    const location = { start: { line: 2, column: 11 }, end: { line: 4, column: 2 } };
    const { survivors } = weigh(
      'wire',
      report(tried('Survived'), tried('NoCoverage', { location }), tried('Killed')),
      all,
    );
    expect(survivors).toEqual([
      { at: 'src/wire/a.ts:1:11', was: 'true', became: 'false', covered: true },
      { at: 'src/wire/a.ts:2:11', was: 'f(\n  1,\n)', became: 'false', covered: false },
    ]);
  });

  it('is of the sample alone, and says so when one of it was not tried', () => {
    const lines = many.map(({ location: { start, end } }) => ({
      start: { line: start.line + 1, column: start.column + 1 },
      end: { line: end.line + 1, column: end.column + 1 },
    }));
    const draw = { seed: '1', share: 0.1 };
    const wanted = (fileName: string): number =>
      many.filter((each) => isDrawn({ ...each, fileName }, draw)).length;
    const survived = lines.map((location) => tried('Survived', { location }));
    expect(weigh('wire', report(...survived), draw).score.survived).toBe(wanted('src/wire/a.ts'));
    expect(() =>
      weigh('wire', report(...lines.map((location) => tried('CompileError', { location }))), draw),
    ).toThrow('were not tried');
  });
});
