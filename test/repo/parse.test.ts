import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { findAll, some } from '../../src/repo/ast.js';
import type { children } from '../../src/repo/visit.js';
import { deepest, isModest } from '../../src/repo/nesting.js';
import { isNotParsed, parse, rehearseAll } from '../../src/repo/parse.js';
import { walkNodes, type LooseNode } from '../../src/repo/loose-node.js';
import { deep } from './deep.js';

const pathOf = (name: string): string => `a.${name.startsWith('ts_') ? 'ts' : 'jsx'}`;
const texts = (n: number) =>
  Object.entries(deep).map(([name, make]) => ({ path: pathOf(name), text: make(n) }));

describe('a source that is nested deeply', () => {
  it.each([20, 100])('is read where a person could have written it (%i levels)', (n) => {
    for (const { path, text } of texts(n)) {
      const parsed = parse(path, text, {});
      expect(isNotParsed(parsed) ? `${text.slice(0, 40)} ${parsed.because}` : '').toBe('');
    }
  });

  it.each([1000, 6000])('ends nothing, in any of its ways (%i levels)', (n) => {
    const files = texts(n);
    rehearseAll(files, {});
    for (const { path, text } of files) {
      const parsed = parse(path, text, {});
      if (isNotParsed(parsed)) expect(parsed.because).toMatch(/^it (?:is nested too deeply|takes too long)/);
      else walk(parsed.program as never);
    }
  });

  it('ends nothing where it is a chain of a megabyte', () => {
    const text = 'x=' + '"a"+'.repeat(249_000) + '1';
    expect(parse('a.js', text, {})).toEqual({ because: 'it is nested too deeply to be read' });
  });

  it('is named for what it is, and a good file beside it is read', () => {
    const good = 'x=1;'.repeat(20_000);
    rehearseAll(
      [
        { path: 'a.js', text: deep['brackets']?.(40_000) ?? '' },
        { path: 'b.js', text: good },
      ],
      {},
    );
    expect(parse('a.js', deep['brackets']?.(40_000) ?? '', {})).toEqual({
      because: 'it is nested too deeply to be read',
    });
    expect(parse('b.js', good, {})).toMatchObject({ errors: [] });
  });

  it('would end the process if it were parsed at once', () => {
    const parser = createRequire(import.meta.url).resolve('oxc-parser');
    const run = `require(${JSON.stringify(parser)}).parseSync('a.js', '['.repeat(40_000))`;
    const { status, signal } = spawnSync(process.execPath, ['-e', run]);
    expect(signal ?? status).not.toBe(0);
  });
});

describe('a source that takes long', () => {
  it.each([
    ['faults that are each told with the whole text', 'let a!;', 100_000, 'a.ts'],
    ['exports of nothing', 'export {a};', 60_000, 'a.js'],
    ['arguments of types', 'a<b', 15_000, 'a.ts'],
  ])('is given up: %s', (_, part, count, path) => {
    const started = Date.now();
    expect(parse(path, part.repeat(count), {})).toMatchObject({
      because: expect.stringMatching(/^it /) as string,
    });
    expect(Date.now() - started).toBeLessThan(20_000);
  });
});

describe('an ordinary source', () => {
  it('needs no second process, and says the line of what is wrong', () => {
    const route =
      "app.get('/notes/:id', async (req, res) => { res.json(await find({ id: req.params.id })); });\n";
    expect(isModest(route.repeat(500), 'ts')).toBe(true);
    expect(isModest(route.repeat(500), 'jsx')).toBe(true);
    expect(isModest('['.repeat(4000), 'jsx')).toBe(false);
    expect(isModest('a<b'.repeat(2000), 'ts')).toBe(false);
  });

  it('has no level deeper than our walkers go', () => {
    const parsed = parse('a.js', deep['not']?.(deepest - 10) ?? '', {});
    if (isNotParsed(parsed)) throw new Error(parsed.because);
    walk(parsed.program as never);
  });
});

/** Every walker that a tree is given to. */
function walk(program: LooseNode & Parameters<typeof children>[0]): void {
  let seen = 0;
  walkNodes(program, () => (seen += 1));
  walkNodes(program, (_, ancestors) => expect(ancestors.length).toBeLessThanOrEqual(deepest));
  expect(seen).toBeGreaterThan(0);
  expect(findAll(program, (node): node is never => node.type === 'Identifier').length).toBeGreaterThanOrEqual(
    0,
  );
  expect(some(program, () => false)).toBe(false);
}
