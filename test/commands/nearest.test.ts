import fc from 'fast-check';
import { expect, it } from 'vitest';
import { controls } from '../../src/controls/index.js';
import { lists } from '../../src/commands/lists.js';
import { nearest } from '../../src/commands/nearest.js';
import { commands } from '../../src/cli/commands.js';
import { globalRows } from '../../src/cli/global-rows.js';

const vocabularies = {
  commands: commands.map(({ name }) => name),
  pieces: lists.pieces.map(({ id }) => id),
  frameworks: lists.frameworks.map(({ id }) => id),
  controls: controls.map(({ id }) => id),
  flags: [...commands.flatMap(({ rows }) => rows), ...globalRows].map(({ flag }) => flag),
};

it.each(Object.entries(vocabularies))(
  'a transposition, a lost or a doubled letter finds a word of the %s again',
  (_, words) => {
    const long = [...new Set(words)].filter((word) => word.length >= 3);
    fc.assert(
      fc.property(
        fc.constantFrom(...long),
        fc.nat(),
        fc.constantFrom('swap', 'lose', 'double'),
        (word, nth, slip) => {
          const at = nth % (word.length - 1);
          const [a = '', b = ''] = [word[at], word[at + 1]];
          const typed = { swap: b + a, lose: b, double: a + a + b }[slip] ?? '';
          const wrong = word.slice(0, at) + typed + word.slice(at + 2);
          fc.pre(!words.includes(wrong));
          const found = nearest(wrong, words);
          // Some words are a slip apart themselves: any of them is a fair guess.
          expect(found).toBeDefined();
          if (word.length > 5) expect(found).toBe(word);
        },
      ),
      { seed: 3, numRuns: 300 },
    );
  },
);

it.each([
  ['20', ['26', '24'], undefined],
  ['25', ['26', '24'], undefined],
  ['nwe', ['new', 'add'], 'new'],
  ['zzzz', ['new', 'add'], undefined],
])('%s among %j means %s', (typed, words, meant) => {
  expect(nearest(typed, words)).toBe(meant);
});
