import { readFileSync, writeFileSync } from 'node:fs';
import { homes, tables } from './tables.js';

/** Writes the tables of docs/ from the definitions; test/house.test.ts proves that they are current. */
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
