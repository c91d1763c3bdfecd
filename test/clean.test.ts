import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { main } from '../src/cli/main.js';
import { cleanJson, cleanLine, cleanName, cleanText, Exact } from '../src/clean.js';
import { give, nothingWritten, overwrite, paint, say, shown, warn, type Io } from '../src/commands/io.js';

/** Anything that steers a terminal or cannot be seen, by its own definition: not the one that the cleaner has. */
const dirt = (text: string): readonly string[] =>
  [...text].filter((character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code === 0x0a || code === 0x09) return false;
    const ranges = [
      [0x00, 0x1f],
      [0x7f, 0x9f],
      [0xad, 0xad],
      [0x061c, 0x061c],
      [0x180b, 0x180f],
      [0x200b, 0x200f],
      [0x2028, 0x202e],
      [0x2060, 0x206f],
      [0xd800, 0xdfff],
      [0xfe00, 0xfe0f],
      [0xfeff, 0xfeff],
      [0xfff9, 0xfffb],
      [0xe0000, 0xe0fff],
    ] as const;
    return ranges.some(([from, to]) => code >= from && code <= to);
  });

const nasty = [
  ...['\u001b[2J', '\u001b]0;pwned\u0007', '\u009b31m', '\u202e', '\u2066', '\u200b', '\ufeff', '\u2028'],
  ...['\u007f', '\b\b', '\r', '\u0000', '\ud800', '\udc00', '\u{e0041}', '\u00ad', '\ufe0f', '\u034f'],
  ...['\uE000', '\uE001', '\uE000red\uE001', 'no database', 'é', '日本', '\n', '\t', '\r\n', '\\u{1b}'],
];
/** Strings of strangers: any code units, and what is known to hurt. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(fc.constantFrom(...nasty), { maxLength: 8 }).map((parts) => parts.join('')),
);

function listener({
  people = 'pipe',
  format = 'text',
}: Partial<{ people: 'terminal' | 'pipe'; format: Io['format'] }> = {}) {
  const heard = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => {
    const to = new PassThrough();
    to.on('data', (chunk: Buffer) => (heard[name] += chunk.toString()));
    return to;
  };
  const io: Io = {
    cwd: '/',
    self: 'rampart',
    env: {},
    stdin: new PassThrough(),
    stdout: stream('out'),
    stderr: stream('err'),
    talksTo: () => people,
    format,
    standing: nothingWritten,
  };
  return { io, heard };
}

it('a line is cut between words; within a word only where no blank is near', () => {
  const words = 'alpha beta gamma delta '.repeat(9);
  expect(cleanLine(words, 45)).toBe('alpha beta gamma delta alpha beta ... (cut)');
  for (let most = 30; most < words.length; most += 1) {
    const cut = cleanLine(words, most);
    expect(words.slice(cut.indexOf(' ... (cut)'))).toMatch(/^ /);
    expect(cut.length).toBeLessThanOrEqual(most);
  }
  expect(cleanLine('x'.repeat(200), 100)).toBe(`${'x'.repeat(90)} ... (cut)`);
  expect(cleanLine(`a ${'x'.repeat(200)}`, 100)).toBe(`a ${'x'.repeat(88)} ... (cut)`);
});

describe('text of strangers', () => {
  it('is cleaned of all that steers or hides, and keeps what can be read', () => {
    fc.assert(
      fc.property(text, (dirty) => {
        for (const clean of [cleanLine(dirty), cleanName(dirty), cleanText(dirty).replaceAll('\r\n', '\n')])
          expect(dirt(clean.replace(/\r$/, ''))).toEqual([]);
        expect(cleanLine(cleanLine(dirty))).toBe(cleanLine(dirty));
        expect(cleanText(cleanText(dirty))).toBe(cleanText(dirty));
      }),
    );
    expect(cleanLine('no database \u001b[2J')).toBe('no database \\u{1b}[2J');
  });

  it('stays different where it was different', () => {
    const names = ['a', 'a\u200b', 'a\u202e', 'a\n', 'a\t', 'a\u001b', 'a\u007f'];
    expect(new Set(names.map(cleanName)).size).toBe(names.length);
  });

  it('has an end', () => {
    expect(cleanLine('x'.repeat(10_000_000)).length).toBeLessThanOrEqual(20_000);
    expect(cleanName('\u001b'.repeat(10_000)).length).toBeLessThanOrEqual(1000);
  });

  it('would be noticed if it were not cleaned', () => {
    const identity = (dirty: string): string => dirty;
    expect(() =>
      fc.assert(fc.property(text, (dirty) => expect(dirt(identity(dirty))).toEqual([]))),
    ).toThrow();
  });
});

describe('what is printed', () => {
  it('has no control character in a pipe, whatever is said', () => {
    fc.assert(
      fc.property(text, (dirty) => {
        const { io, heard } = listener();
        say(io, `${paint(io, 'red', dirty)} ${dirty}`);
        warn(io, dirty);
        const printed = (heard.out + heard.err).replaceAll('\r\n', '\n');
        expect(dirt(printed)).toEqual([]);
      }),
    );
  });

  it('has our own colours on a terminal, and none of a stranger', () => {
    fc.assert(
      fc.property(text, (dirty) => {
        const { io } = listener({ people: 'terminal' });
        const printed = shown(io, `${paint(io, 'red', `(${dirty})`)}${dirty}`).replaceAll('\r\n', '\n');
        expect(printed).toMatch(/^\u001b\[31m\([^]*\)\u001b\[0m/);
        expect(dirt(printed.replace('\u001b[31m', '').replace('\u001b[0m', ''))).toEqual(
          dirty.endsWith('\r') ? ['\r'] : [],
        );
      }),
    );
  });

  it('lets a line that is written over hold one line', () => {
    const { io, heard } = listener();
    overwrite(io, 'a\u001b[2J\nb');
    expect(heard.err).toBe('\r\u001b[Ka\\u{1b}[2J b');
  });
});

describe('the document of a run', () => {
  it('has clean strings and keys, and bytes that are clean even where a text is exact', () => {
    fc.assert(
      fc.property(text, (dirty) => {
        const { io, heard } = listener({ format: 'json' });
        give(io, { [`key ${dirty}`]: [{ deep: dirty }], file: new Exact(dirty) });
        expect(dirt(heard.out)).toEqual([]);
        const { file, ...rest } = JSON.parse(heard.out) as { file: string };
        expect(file).toBe(dirty);
        const strings = Object.entries(rest).flatMap(([key, value]) => [
          key,
          (value as unknown as { deep: string }[])[0]?.deep ?? '',
        ]);
        for (const each of strings)
          expect(dirt(each.replaceAll('\r\n', '\n').replace(/\r$/, ''))).toEqual([]);
      }),
    );
  });

  it('is clean in an error that names what was found', async () => {
    for (const format of ['text', 'json'] as const) {
      const { io, heard } = listener({ format });
      await main(['explain', 'x\u001b[2J\u202e'], io);
      expect(heard.out + heard.err).toContain('x\\');
      expect(dirt(heard.out + heard.err)).toEqual([]);
    }
  });

  it('keeps a key that is called like a part of every object', () => {
    expect(JSON.parse(cleanJson(JSON.parse('{"__proto__": "x", "constructor": "y"}')))).toEqual(
      JSON.parse('{"__proto__": "x", "constructor": "y"}'),
    );
  });
});

describe('the sinks', () => {
  /** Who writes to a stream, and why that is safe. */
  const writers: Readonly<Record<string, string>> = {
    'src/commands/io.ts': 'the sinks themselves',
    'src/cli/watch-output.ts': 'an empty string that waits for the stream',
    'src/commands/schema.ts': 'the schema, which is ours',
    'src/commands/progress.ts': 'the step that is running, cleaned, and codes that write over it',
    'src/commands/prompt.ts': 'codes that take lines of ours from the screen',
    'src/commands/prompt-plain.ts': 'the hint of a question, cleaned',
    'src/verify/subjects/preloads.ts': 'text of a program that runs in the booted service',
    'src/verify/isolation/wall.ts': 'text of a program that runs behind a wall, and says up or down',
    'src/repo/rehearse.ts': 'text of a program that parses in another process, and says fine',
    'src/build/entry.cjs': 'version and help, which are ours',
  };
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.(?:ts|cjs)$/.test(path));

  it('are the only places that write to a stream', () => {
    const found = sources.filter((path) =>
      /\b(?:stdout|stderr)\.write\b|\bconsole\.|writeSync\(1/.test(readFileSync(path, 'utf8')),
    );
    expect(found.filter((path) => writers[path] === undefined)).toEqual([]);
  });
});
