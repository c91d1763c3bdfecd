import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { compileTemplate } from './compile-template.js';

/** A template file as found: its layer ('pieces/cors/any'), its path below it, and its text. */
export interface TemplateFile {
  readonly layer: string;
  readonly path: string;
  readonly text: string;
}

/** The text of an ES module that holds every template as a value: literals for plain files, functions for .hbs. */
export function compileTemplates(root: string): string {
  const files = readTemplates(root);
  const layers = new Map<string, string[]>();
  for (const file of files) {
    const entries = layers.get(file.layer) ?? [];
    entries.push(`{path:${JSON.stringify(outputPath(file.path))},${body(file)}}`);
    layers.set(file.layer, entries);
  }
  const body_ = [...layers].map(([layer, entries]) => `${JSON.stringify(layer)}:[${entries.join(',\n')}]`);
  const versions = readFileSync(join(root, 'versions/package.json'), 'utf8');
  const { dependencies, devDependencies } = JSON.parse(versions) as Record<string, Record<string, string>>;
  return (
    `export const layers=({value:v,text:t,each:e,str:s})=>({\n${body_.join(',\n')}\n});\nexport ` +
    `const versions=${JSON.stringify({ ...dependencies, ...devDependencies })};\n`
  );
}

/** Every file below the template folder, in a stable order; versions/ and the type-check set-up are not templates. */
export function readTemplates(root: string): readonly TemplateFile[] {
  return walk(root)
    .map((path) => relative(root, path).split(sep).join('/'))
    .filter((path) => path.includes('/') && !path.startsWith('versions/'))
    .map((path) => ({ ...splitLayer(path), text: readFileSync(join(root, path), 'utf8') }));
}

/** 'pieces/cors/any/src/x.ts' -> layer 'pieces/cors/any'; frameworks and documents have one level less. */
function splitLayer(path: string): { layer: string; path: string } {
  const parts = path.split('/');
  const depth = { frameworks: 2, documents: 1 }[parts[0] ?? ''] ?? (parts.length > 3 ? 3 : 2);
  return { layer: parts.slice(0, depth).join('/'), path: parts.slice(depth).join('/') };
}

const outputPath = (path: string): string => path.replace(/\.hbs$/, '');

const body = (file: TemplateFile): string =>
  file.path.endsWith('.hbs')
    ? `render:${compileTemplate(file.text, `${file.layer}/${file.path}`)}`
    : `text:${JSON.stringify(file.text)}`;

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? walk(path) : [path];
    });
}
