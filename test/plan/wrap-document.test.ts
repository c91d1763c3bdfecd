import { expect, it } from 'vitest';
import { wrapDocument } from '../../src/plan/wrap-document.js';

const words = (count: number): string => Array<string>(count).fill('word').join(' ');

it('leaves what fits as it is', () => {
  const document = `# Title\n\n${words(10)}\n${words(3)}\n`;
  expect(wrapDocument(document)).toBe(document);
});

it('breaks the rest of a paragraph anew with a line that is too long', () => {
  expect(wrapDocument(`- ${words(25)} To set it,\n  write it.\n- next`)).toBe(
    `- ${words(23)}\n  ${words(2)} To set it, write it.\n- next`,
  );
});

it.each([
  ['an item', `- ${words(3)}`],
  ['a numbered item', `1. ${words(3)}`],
  ['a blank line', ''],
  ['a table', '| a | b |'],
  ['a fence', '```sh'],
  ['a line of code alone', '`npm install` `npm test`'],
])('ends the paragraph before %s', (_, next) => {
  expect(wrapDocument(`${words(25)}\n${next}`)).toBe(`${words(23)}\n${words(2)}\n${next}`);
});

it('keeps tables, headings and code', () => {
  const document = `| ${words(30)} |\n# ${words(30)}\n\`\`\`\n${words(30)}\n\`\`\``;
  expect(wrapDocument(document)).toBe(document);
});
