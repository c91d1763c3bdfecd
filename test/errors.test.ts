import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { catalogue, exits, type ErrorCode, type ErrorKind } from '../src/errors.js';

const codes = Object.keys(catalogue) as ErrorCode[];
const sources = ['src', 'generators'].flatMap((folder) => {
  const root = fileURLToPath(new URL(`../${folder}`, import.meta.url));
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && path !== 'errors.ts')
    .map((path) => readFileSync(`${root}/${path}`, 'utf8'));
});

/** Every fact is there: what a message says about it shows. */
const anyFact = new Proxy({}, { get: (_, name) => `<${String(name)}>` }) as Readonly<Record<string, string>>;

describe.each(codes)('%s', (code) => {
  const kind: ErrorKind = catalogue[code];

  it('is thrown somewhere', () => {
    expect(sources.filter((text) => text.includes(`'${code}'`)).length).toBeGreaterThan(0);
  });

  it('says what was expected or what stands, whose it is and what mends it, and never exits 0', () => {
    expect(kind.message(anyFact)).toMatch(/[Ee]xpected|Undone|Cancelled|Something|stand/);
    expect(kind.remedy(anyFact).length).toBeGreaterThan(5);
    expect(Object.values(exits)).toContain(kind.exit);
    expect(kind.exit).not.toBe(exits.done);
  });
});
