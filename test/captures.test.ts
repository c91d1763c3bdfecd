import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { answerRows } from '../src/commands/answer-rows.js';
import { controls } from '../src/controls/index.js';
import { brokenWords } from './captures/broken-words.js';

/** The captures in docs/ are those of today's words; `npm run captures` makes them anew. */
const folder = join(import.meta.dirname, '../docs/captures');
const widths = { '80x24': 80, '40-columns': 40, dumb: 80, 'no-color': 80 };

describe.each(Object.entries(widths))('the capture of %s', (name, columns) => {
  const read = (what: string): string => readFileSync(join(folder, name, `${what}.txt`), 'utf8');

  it('has no line that is wider than its terminal, and no codes', () => {
    for (const what of ['conversation', 'report']) {
      const text = read(what);
      // The first line is the command.
      const wide = text
        .split('\n')
        .slice(1)
        .filter((line) => stringWidth(line) > columns && !line.includes('/home/you'));
      expect(wide).toEqual([]);
      expect(text).not.toContain('\u001b');
    }
  });

  it('asks what is asked today, and reports on the controls of today', () => {
    const flat = (text: string): string => text.replace(/\s+/g, ' ');
    const conversation = flat(read('conversation'));
    const asked = answerRows.filter(
      ({ key, answer }) => answer !== undefined && !['install', 'git'].includes(key),
    );
    for (const { why } of asked) expect(conversation).toContain(flat(why));
    const report = read('report');
    for (const { id } of controls) expect(report, 'npm run captures draws it anew').toContain(id);
  });
});

it('are all that is there', () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(widths).sort());
});

it('a word that was cut at the edge is seen', () => {
  const wide = 'takes the time that it needs';
  expect(brokenWords('takes the time\nthat it needs', wide, 16)).toEqual([]);
  expect(brokenWords('takes the ti\nme that it needs', wide, 16)).toEqual(['ti', 'me']);
});
