import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commitAdd } from '../../src/commit/add.js';
import { RampartError } from '../../src/errors.js';
import { parseManifest } from '../../src/repo/parse-manifest.js';
import { addPlan, oldFolder, snapshot } from '../commit/folders.js';
import { mutations } from '../support/mutations.js';
import { rampart, type Ended } from '../support/rampart.js';

// Every file of ours that a command reads, broken in every way: an error of the list or an answer, and never a bug.
const place = mkdtempSync(join(tmpdir(), 'rampart-broken-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

let count = 0;
/** A folder of its own with a copy of another. */
function copyOf(folder: string): string {
  const copy = join(place, `copy-${(count += 1)}`);
  cpSync(folder, copy, { recursive: true });
  return copy;
}

interface Told {
  readonly code: string | undefined;
  readonly message: string;
}

function told({ document }: Ended): Told {
  const { code, message } = (document['error'] ?? {}) as Partial<Told>;
  return { code, message: message ?? '' };
}

/** Texts that are no file of ours, whatever file it is. */
const others: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['half a text', '{'],
  ['null', 'null'],
  ['a list', '[]'],
  ['a table', '{}'],
  ['a number', '7'],
  ['a word', '"x"'],
  ['10 MB', `{"x":"${'x'.repeat(10_000_000)}"}`],
  ['10 MB of brackets', '['.repeat(10_000_000)],
  ['what is not UTF-8', '\u0000\uFFFF'],
];

/** Puts something else in the place of a file. */
function breakFile(path: string, how: string, text: string): void {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(dirname(path), { recursive: true });
  if (how === 'a folder') mkdirSync(path);
  else if (how === 'a link') symlinkSync('/etc/hostname', path);
  else writeFileSync(path, how === 'what is not UTF-8' ? Buffer.from([0xff, 0xfe, 0x7b, 0x7d]) : text);
}

const ways = [...others, ['a folder', ''], ['a link', '']] as const;

describe('rampart.json', () => {
  const service = join(place, 'svc');
  const added = join(place, 'added');
  const read = (root: string): string => readFileSync(join(root, 'rampart.json'), 'utf8');
  const add = (root: string): Promise<Ended> =>
    rampart(root, 'add', 'api-keys', '--dry-run', '--allow-dirty');

  beforeAll(async () => {
    await rampart(place, 'new', 'svc', '--yes', '--no-install', '--no-git');
    const input = fileURLToPath(new URL('../repos/e5-js-cjs-one-file/input', import.meta.url));
    cpSync(input, added, { recursive: true });
    await rampart(added, 'add', 'security-headers');
  }, 60_000);

  it('that is whole is read', async () => {
    for (const root of [service, added])
      expect(told(await rampart(root, 'add', 'security-headers', '--dry-run'))).toEqual({
        code: undefined,
        message: '',
      });
  });

  it.each(ways)('is refused by add: %s', async (how, text) => {
    const root = copyOf(added);
    breakFile(join(root, 'rampart.json'), how, text);
    const ended = await rampart(root, 'add', 'rate-limit');
    expect(told(ended).code).toBe('RAMPART_BAD_MANIFEST');
    expect(told(ended).message).toMatch(/^Expected a file that rampart wrote in rampart\.json, found /);
  });

  it.each(ways)('is a note of verify, which looks at the rest: %s', async (how, text) => {
    const root = copyOf(added);
    breakFile(join(root, 'rampart.json'), how, text);
    const { document } = await rampart(root, 'verify', '--write');
    expect(document['error']).toBeUndefined();
    expect(JSON.stringify(document['notes'])).toContain('Expected a file that rampart wrote in rampart.json');
  });

  it('of a newer rampart is said to be that', async () => {
    const root = copyOf(added);
    const newer = read(root).replace(/"rampart": "[^"]+"/, '"rampart": "99.1.0"');
    writeFileSync(join(root, 'rampart.json'), newer);
    expect(told(await rampart(root, 'add', 'rate-limit'))).toEqual({
      code: 'RAMPART_TOO_OLD',
      message: 'Expected a rampart that knows the format of rampart.json; rampart 99.1.0 wrote it.',
    });
  });

  it('with one fault in any place is refused, or means something to add', { timeout: 120_000 }, async () => {
    let [refused, taken] = [0, 0];
    for (const root of [copyOf(service), copyOf(added)]) {
      const whole = JSON.parse(read(root)) as { files: Readonly<Record<string, object>> };
      const files = Object.fromEntries(Object.entries(whole.files).slice(0, 1));
      for (const { what, value } of mutations({ ...whole, files })) {
        const text = JSON.stringify(value);
        try {
          parseManifest(text);
          taken += 1;
        } catch (error) {
          expect({ what, code: error instanceof RampartError && error.code }).toEqual({
            what,
            code: 'RAMPART_BAD_MANIFEST',
          });
          refused += 1;
          continue;
        }
        writeFileSync(join(root, 'rampart.json'), text);
        const { code } = told(await add(root));
        expect({ what, code }).not.toEqual({ what, code: 'RAMPART_BUG' });
        const verified = await rampart(root, 'verify', '--control', 'exposed-paths');
        expect({ what, error: verified.document['error'] }).toEqual({ what, error: undefined });
      }
    }
    expect(refused).toBeGreaterThan(250);
    expect(taken).toBeGreaterThan(10);
  });
});

describe.each(['.rampart/journal.json', '.rampart/undo/0001.json'])('%s', (file) => {
  /** A folder after an add, as if it had been cut off where it is the journal that is broken. */
  function folder(): string {
    const root = oldFolder();
    commitAdd({ plan: addPlan(root) });
    if (file !== '.rampart/undo/0001.json') cpSync(join(root, '.rampart/undo/0001.json'), join(root, file));
    return root;
  }

  const unchanged = async (root: string, ...words: readonly string[]): Promise<Told> => {
    const before = snapshot(root);
    const answer = told(await rampart(root, ...words));
    if (answer.code !== undefined && answer.code !== 'RAMPART_UNDO_PARTIAL')
      expect(snapshot(root)).toEqual(before);
    return answer;
  };

  it.each(ways.filter(([how]) => how !== 'what is not UTF-8'))(
    'is refused by undo, and nothing changes: %s',
    async (how, text) => {
      const root = folder();
      breakFile(join(root, file), how, text);
      const { code, message } = await unchanged(root, 'undo');
      expect(code).toBe('RAMPART_JOURNAL_UNREADABLE');
      expect(message).toMatch(/^Expected a journal that rampart wrote in .+, found: /);
    },
  );

  it('of a newer rampart is said to be that', async () => {
    const root = folder();
    const text = readFileSync(join(root, file), 'utf8').replace('"version": 1', '"version": 2');
    writeFileSync(join(root, file), text);
    expect((await unchanged(root, 'undo')).code).toBe('RAMPART_TOO_OLD');
  });

  it('with one fault in any place is refused, or undone', { timeout: 120_000 }, async () => {
    const good = JSON.parse(readFileSync(join(folder(), file), 'utf8')) as { entries: readonly object[] };
    const codes = new Map<string | undefined, number>();
    for (const { what, value } of mutations({ ...good, entries: good.entries.slice(0, 1) })) {
      const root = folder();
      writeFileSync(join(root, file), JSON.stringify(value));
      const { code } = await unchanged(root, 'undo');
      expect({ what, code }).not.toEqual({ what, code: 'RAMPART_BUG' });
      expect({ what, code }).not.toEqual({ what, code: 'RAMPART_SYSTEM_REFUSED' });
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect(codes.get('RAMPART_JOURNAL_UNREADABLE')).toBeGreaterThan(100);
  });
});

describe('a file of answers', () => {
  const file = join(place, 'answers.json');
  const plan = async (): Promise<Told> =>
    told(await rampart(place, 'new', 'planned', '--answers', file, '--yes', '--dry-run'));
  const good = {
    $schema: 'x',
    name: 'a',
    framework: 'express',
    target: 'compose',
    preset: 'full',
    pieces: ['cors'],
    options: {},
    packageManager: 'npm',
    node: '24',
    install: 'skip',
    git: 'skip',
  };

  it('that is whole is read', async () => {
    writeFileSync(file, JSON.stringify(good));
    expect(await plan()).toEqual({ code: undefined, message: '' });
  });

  it.each(ways.filter(([how]) => how !== 'a table'))('is refused: %s', async (how, text) => {
    breakFile(file, how, text);
    expect((await plan()).code).toBe('RAMPART_ANSWERS_FILE');
  });

  it('with one fault in any place is refused, or means something', { timeout: 120_000 }, async () => {
    let refused = 0;
    rmSync(file, { recursive: true, force: true });
    for (const { what, value } of mutations(good)) {
      writeFileSync(file, JSON.stringify(value));
      const { code } = await plan();
      expect({ what, code }).not.toEqual({ what, code: 'RAMPART_BUG' });
      if (code === 'RAMPART_ANSWERS_FILE') refused += 1;
    }
    expect(refused).toBeGreaterThan(60);
  });
});
