import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { pageOf } from './rooms/page.js';
import { importGraph, importsIn, type ImportGraph } from './support/import-graph.js';
import { backward, circles, houseGraph, meantCircles, order, roomOf } from './support/rooms.js';

const graph = houseGraph();

describe('the rooms', () => {
  it('are all in the order, and every file is in one', () => {
    expect([...graph.files.keys()].filter((path) => roomOf(path) === undefined)).toEqual([]);
    const used = new Set([...graph.files.keys(), 'templates'].map(roomOf));
    expect(order.filter((room) => !used.has(room))).toEqual([]);
  });

  it('import from rooms before them only, types included', () => {
    expect(graph.arrows.length).toBeGreaterThan(1000);
    expect(backward(graph)).toEqual([]);
  });

  it('have no circles but those that are meant, and none of these is meant for nothing', () => {
    expect(
      circles(graph)
        .map((circle) => circle.join(' '))
        .sort(),
    ).toEqual(Object.keys(meantCircles).sort());
  });

  it('keep their files small: half of them below 60 lines, or 90 where they are data and probes', () => {
    const corners = new Map<string, number[]>();
    for (const [path, lines] of graph.files) {
      const corner = path.startsWith(probes) ? probes : (roomOf(path) ?? '');
      corners.set(corner, [...(corners.get(corner) ?? []), lines]);
    }
    expect([...corners.keys()]).toContain(probes);
    const long = [...corners].flatMap(([corner, sizes]) => {
      const own = sizes.sort((a, b) => a - b);
      const median = own[Math.floor((own.length - 1) / 2)] ?? 0;
      return median > (longer.has(corner) ? 90 : 59) || (own.at(-1) ?? 0) > 250
        ? [`${corner}: ${median}`]
        : [];
    });
    expect(long).toEqual([]);
  });

  it('are drawn as they are in docs/rooms.md: npm run readme', async () => {
    expect(readFileSync(join(import.meta.dirname, '../docs/rooms.md'), 'utf8')).toBe(await pageOf(graph));
  });
});

/** The probes are counted apart from the rest of verify. */
const probes = 'src/verify/probes/';

/** Data and probes. */
const longer = new Set<string>(['controls', probes]);

/** The checks above can fail: each is given a house with one fault in it. */
describe('a seeded fault', () => {
  const root = mkdtempSync(join(tmpdir(), 'rampart-rooms-'));
  afterAll(() => rmSync(root, { recursive: true }));

  const house = (files: Readonly<Record<string, string>>): ImportGraph => {
    rmSync(join(root, 'src'), { recursive: true, force: true });
    for (const [path, text] of Object.entries({ 'src/errors.ts': '', ...files })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return importGraph(root, ['src']);
  };

  it.each([
    ['a value', `import { join } from '../wire/written.js';`],
    ['a type', `import type { Join } from '../wire/written.js';`],
    ['a type by its name', `import { type Join } from '../wire/written.js';`],
    ['a type in an expression', `export type Own = import('../wire/written.js').Join;`],
    ['a lazy import', `export const load = () => import('../wire/written.js');`],
    ['a re-export', `export * from '../wire/written.js';`],
    ['a named re-export', `export { join } from '../wire/written.js';`],
    ['a require', `const { join } = require('../wire/written.js');`],
  ])('is found: a backward arrow by %s', (_, text) => {
    const files = {
      'src/wire/written.ts': 'export const join = 1;',
      'src/repo/git/git.ts': text.replace('../', '../../'),
    };
    expect(backward(house(files))).toEqual(['src/repo/git/git.ts -> src/wire/written.ts']);
  });

  it('is not seen in an arrow that points the right way', () => {
    const files = {
      'src/wire/written.ts': `import '../repo/tree.js';`,
      'src/repo/tree.ts': `import '../errors.js';`,
    };
    expect(backward(house(files))).toEqual([]);
  });

  it('is found: an arrow from a file of src itself into a room', () => {
    const files = { 'src/own.ts': `import './define/words.js';`, 'src/define/words.ts': '' };
    expect(backward(house(files))).toEqual(['src/own.ts -> src/define/words.ts']);
  });

  it('is found: a circle of three, by types alone', () => {
    const next = (name: string): string => `import type { T } from './${name}.js'; export type { T };`;
    const files = { 'src/plan/a.ts': next('b'), 'src/plan/b.ts': next('c'), 'src/plan/c.ts': next('a') };
    expect(circles(house({ ...files, 'src/plan/d.ts': next('a') }))).toEqual([Object.keys(files)]);
  });

  it('is not hidden by text that only looks like an import', () => {
    expect(
      importsIn('a.ts', `// import '../wire/written.js'\nexport const a = "import '../wire/written.js'";`),
    ).toEqual([]);
  });

  it('is not hidden by a file that does not parse', () => {
    expect(() => importsIn('a.ts', 'import { from')).toThrow('a.ts does not parse');
  });
});
