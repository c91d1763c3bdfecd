import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Composed } from './composed.js';

const house = join(import.meta.dirname, '../..');

/**
 * Names the template instead of the file that was made of it; what was assembled keeps its name. Of a joined file it
 * is the template with that line, or else the main.
 */
export function byTemplate(line: string, { name, folder, templates }: Composed, root = house): string {
  const [, path = '', number = '0', said = ''] = /^([^:]+)(?::(\d+))?(.*)$/s.exec(line) ?? [];
  const [main, ...parts] = templates.get(path) ?? [];
  if (main === undefined) return `${name}: ${line}`;
  if (parts.length === 0) return `${main}${line.slice(path.length)}`;
  const wanted = linesOf(join(folder, path))[Number(number) - 1];
  for (const template of [main, ...parts]) {
    const found = linesOf(join(root, template)).flatMap((one, index) => (one === wanted ? [index + 1] : []));
    if (found.length === 1) return `${template}:${String(found[0])}${said}`;
  }
  return `${main}${line.slice(path.length)}`;
}

/** What is joined loses the word `export`. */
const linesOf = (file: string): readonly string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.replace(/^export /, ''));
