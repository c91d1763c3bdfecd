import { describe, expect, it } from 'vitest';
import { leaveOutParts } from '../../src/plan/join/leave-out-parts.js';

const files = (record: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(record).map(([name, text]) => [`src/${name}.ts`, text]));

/** The files that are left, with their texts. */
const left = (record: Readonly<Record<string, string>>, ...from: readonly string[]) =>
  Object.fromEntries(leaveOutParts(files(record), from.length > 0 ? from : ['src/index.ts']));

const main = "export { a } from './m+a.js';\nexport { b, type B } from './m+b.js';\n\nexport const m = 1;\n";
const parts = {
  'm+a': "import { help } from './m+help.js';\nexport const a = help;\n",
  'm+b': 'export const b = 2;\nexport type B = typeof b;\n',
  'm+help': 'export const help = 3;\n',
};

describe('a part', () => {
  it('that is handed on to nobody goes, with what only it used', () => {
    const found = left({ ...parts, m: main, index: "import { b } from './m.js';\n" });
    expect(Object.keys(found)).toEqual(['src/m+b.ts', 'src/m.ts', 'src/index.ts']);
    expect(found['src/m.ts']).toBe("export { b, type B } from './m+b.js';\n\nexport const m = 1;\n");
  });

  it('goes as a whole, or stays as a whole', () => {
    const found = left({ ...parts, m: main, index: "import type { B } from './m.js';\n" });
    expect(found['src/m+b.ts']).toBe(parts['m+b']);
    expect(found['src/m.ts']).toContain('export { b, type B }');
  });

  it.each([
    ['its main', { m: `import { a } from './m+a.js';\n${main}export const n = a;\n` }],
    ['another part', { 'm+b': "import { a } from './m+a.js';\nexport const b = a;\nexport type B = 1;\n" }],
    ['who takes all of the main', { index: "import * as m from './m.js';\nexport const all = m;\n" }],
    ['who hands all of the main on', { index: "export * from './m.js';\n" }],
    ['who hands it on', { index: "export { a, b } from './m.js';\n" }],
    [
      'a file in another folder',
      { index: "import './far/x.js';\n", 'far/x': "import { a, b } from '../m.js';\n" },
    ],
  ])('stays where it is used by %s', (_who, more) => {
    const all = { ...parts, m: main, index: "import { b } from './m.js';\n", ...more };
    expect(left(all)).toEqual(Object.fromEntries(files(all)));
  });

  it('goes where only a file asks for it that nothing reaches', () => {
    const found = left({
      ...parts,
      m: main,
      index: "import { b } from './m.js';\n",
      lost: "import { a } from './m.js';\n",
    });
    expect(found).not.toHaveProperty(['src/m+a.ts']);
  });

  it('stays where its main was asked for, or is not reached', () => {
    const all = { ...parts, m: main, index: 'export const nothing = 1;\n' };
    expect(left(all, 'src/index.ts', 'src/m.ts')).toEqual(Object.fromEntries(files(all)));
    expect(left(all)).toEqual(Object.fromEntries(files(all)));
  });
});
