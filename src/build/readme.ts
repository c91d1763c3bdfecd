import { readFileSync, writeFileSync } from 'node:fs';
import { frameworks } from '../../generators/frameworks/index.js';
import { pieces } from '../../generators/pieces/index.js';
import { targets } from '../../generators/targets/index.js';
import { controls } from '../controls/index.js';
import { missingOf } from '../plan/available-pieces.js';
import { catalogue as errors, type ErrorKind } from '../errors.js';

/** Writes the tables of docs/ from the definitions; test/house.test.ts proves that they are current. */
const homes = {
  controls: 'checklist',
  frameworks: 'services',
  pieces: 'services',
  targets: 'services',
  errors: 'errors',
} as const;
const tables: Readonly<Record<keyof typeof homes, readonly (readonly string[])[]>> = {
  pieces: [
    ['piece', 'what it does', ...frameworks.map(({ id }) => id)],
    ...pieces.map((piece) => [
      `\`${piece.id}\``,
      piece.why,
      ...frameworks.map((framework) => (missingOf(piece.id, framework, pieces) === undefined ? 'yes' : 'no')),
    ]),
  ],
  frameworks: [
    ['framework', 'what it is'],
    ...frameworks.map(({ id, title, why }) => [`\`${id}\``, `${title}: ${why}`]),
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

for (const [name, rows] of Object.entries(tables)) {
  const file = `docs/${homes[name as keyof typeof homes]}.md`;
  const path = new URL(`../../${file}`, import.meta.url);
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest] = readFileSync(path, 'utf8').split(open);
  const after = rest?.split(close)[1];
  if (before === undefined || after === undefined) throw new Error(`${file} has no table "${name}".`);
  writeFileSync(path, `${before}${open}\n\n${print(rows)}\n\n${close}${after}`);
}

function print(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows.map((cells) => cells.map((cell) => cell.replaceAll('|', '\\|')));
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The facts of an error are only known when it happens; the table shows their names. */
function placeholders(): Readonly<Record<string, string>> {
  return new Proxy({}, { get: (_, name) => `<${String(name)}>` });
}
