import { readFileSync, writeFileSync } from 'node:fs';
import { frameworks } from '../../generators/frameworks/index.js';
import { pieces } from '../../generators/pieces/index.js';
import { targets } from '../../generators/targets/index.js';
import { controls } from '../controls/index.js';
import { findFit } from '../plan/find-fit.js';
import { catalogue as errors, type ErrorKind } from '../errors.js';

/** Writes the README's tables from the definitions; test/house.test.ts proves that they are current. */
const path = new URL('../../README.md', import.meta.url);
const tables: Readonly<Record<string, readonly (readonly string[])[]>> = {
  pieces: [
    ['piece', 'what it does', ...frameworks.map(({ id }) => id)],
    ...pieces.map((piece) => [
      `\`${piece.id}\``,
      piece.why,
      ...frameworks.map((framework) => (findFit(piece, framework) === undefined ? 'no' : 'yes')),
    ]),
  ],
  frameworks: [
    ['framework', 'what it is', 'options'],
    ...frameworks.map(({ id, title, why, options = {} }) => [
      `\`${id}\``,
      `${title}: ${why}`,
      Object.entries(options)
        .map(([name, { choices }]) => `\`--option ${id}.${name}=${choices.join('|')}\``)
        .join(', '),
    ]),
  ],
  targets: [['target', 'what it is'], ...targets.map(({ id, why }) => [`\`${id}\``, why])],
  controls: [
    ['control', 'severity', 'claim'],
    ...controls.map(({ id, severity, claim }) => [`\`${id}\``, severity, claim]),
  ],
  errors: [
    ['code', 'exit', 'what mends it'],
    ...Object.entries<ErrorKind>(errors)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, { exit, remedy }]) => [`\`${code}\``, String(exit), remedy(placeholders())]),
  ],
};

let readme = readFileSync(path, 'utf8');
for (const [name, rows] of Object.entries(tables)) {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest] = readme.split(open);
  const after = rest?.split(close)[1];
  if (before === undefined || after === undefined) throw new Error(`README.md has no table "${name}".`);
  readme = `${before}${open}\n\n${print(rows)}\n\n${close}${after}`;
}
writeFileSync(path, readme);

function print(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows.map((cells) => cells.map((cell) => cell.replaceAll('|', '\\|')));
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The facts of an error are only known when it happens; the table shows their names. */
function placeholders(): Readonly<Record<string, string>> {
  return new Proxy({}, { get: (_, name) => `<${String(name)}>` });
}
