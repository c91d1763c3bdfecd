import { brotliCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseText, textsOfBase } from '../../src/plan/base-text.js';
import { sha256 } from '../../src/sha256.js';

const zipped = (text: string | Buffer): string =>
  JSON.stringify({ brotli: brotliCompressSync(text).toString('base64') });

describe('the base for updates', () => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' })), (texts) => {
        expect(textsOfBase(baseText(texts))).toEqual({ ...texts });
      }),
    );
  });

  it('is small, and the same bytes on each line of Node', () => {
    const lines = Array.from(
      { length: 4000 },
      (_, at) => `const line${String((at * 7919) % 1009)} = ${String(at)};`,
    );
    const text = baseText({ 'src/a.ts': lines.join('\n') });
    expect(text.length).toBeLessThan(lines.join('\n').length / 4);
    expect(sha256(text)).toMatchInlineSnapshot(
      `"a0a2a9bdcc104c43ed1967b0ce8326b959367c21c919cc95ae3b6ecec1b346ab"`,
    );
  });

  it('is still read where an older rampart wrote it plainly', () => {
    expect(textsOfBase('{\n "a.ts": "text",\n "b.md": ""\n}\n')).toEqual({ 'a.ts': 'text', 'b.md': '' });
    expect(textsOfBase('{}\n')).toEqual({});
  });

  it.each([
    ['no JSON', 'text'],
    ['a list', '[]'],
    ['other values', '{ "a.ts": 1 }'],
    ['no Brotli', '{ "brotli": "bm90IGJyb3RsaQ==" }'],
    ['Brotli of no JSON', zipped('text')],
    ['Brotli of other values', zipped('{ "a.ts": [] }')],
    ['a bomb', zipped(Buffer.alloc(64 * 1024 * 1024, ' '))],
    ['a bomb of JSON', zipped(`{ "a.ts": "${' '.repeat(64 * 1024 * 1024)}" }`)],
  ])('is not read from %s', (_, text) => {
    const before = process.memoryUsage().rss;
    expect(textsOfBase(text)).toBeUndefined();
    expect(process.memoryUsage().rss - before).toBeLessThan(32 * 1024 * 1024);
  });
});
