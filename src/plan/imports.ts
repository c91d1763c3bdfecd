import type { Code, Import } from '../define/code.js';

/** Prints a TypeScript module of a new service: the imports that its code carries, then the code. */
export const printModule = (module: Code): string =>
  `${printImports(module.imports)}\n${module.text.trim()}\n`;

/**
 * Import statements, one for each module where the language allows it: built-ins, packages, then relative ones, names
 * sorted. Long ones are broken as prettier does.
 */
export function printImports(imports: readonly Import[]): string {
  const byModule = new Map<string, Map<string, Import>>();
  for (const one of imports) {
    const names = byModule.get(one.from) ?? new Map<string, Import>();
    const key = `${one.name} ${localOf(one)}`;
    // A name needed as a value anywhere is imported as a value.
    if (names.get(key)?.kind !== 'value') names.set(key, one);
    byModule.set(one.from, names);
  }
  return [...byModule]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .flatMap(([from, names]) => printModuleImports(from, [...names.values()]))
    .map((line) => `${line}\n`)
    .join('');
}

/** What the code calls it. */
export const localOf = ({ name, as = name }: Import): string => as;

function printModuleImports(from: string, imports: readonly Import[]): readonly string[] {
  const spaces = imports.filter(({ name }) => name === '*');
  const wholes = imports.filter(({ name }) => name === 'default');
  const named = imports
    .filter(({ name }) => name !== '*' && name !== 'default')
    .sort((a, b) => (a.name === b.name ? (localOf(a) < localOf(b) ? -1 : 1) : a.name < b.name ? -1 : 1));
  // one statement cannot import a default as a type and names as well
  const [first] = wholes.filter(({ kind }) => kind === 'value');
  return [
    ...spaces.map((one) => `import ${word(one)}* as ${localOf(one)} from '${from}';`),
    ...wholes
      .filter((one) => one !== first)
      .map((one) => `import ${word(one)}${localOf(one)} from '${from}';`),
    ...(named.length > 0 || first !== undefined ? [printImport(from, first, named)] : []),
  ];
}

function printImport(from: string, whole: Import | undefined, named: readonly Import[]): string {
  const start = whole === undefined ? [] : [localOf(whole)];
  if (named.length === 0) return `import ${start.join('')} from '${from}';`;
  const onlyTypes = whole === undefined && named.every(({ kind }) => kind === 'type');
  const names = named.map((one) => `${onlyTypes ? '' : word(one)}${entryOf(one)}`);
  const print = (list: string): string =>
    `import ${onlyTypes ? 'type ' : ''}${[...start, list].join(', ')} from '${from}';`;
  const line = print(`{ ${names.join(', ')} }`);
  return line.length <= width || names.length === 1
    ? line
    : print(`{\n${names.map((name) => `  ${name},\n`).join('')}}`);
}

/** Of a line in emitted code, as in our own. */
const width = 110;

const word = ({ kind }: Import): string => (kind === 'type' ? 'type ' : '');

const entryOf = (one: Import): string =>
  localOf(one) === one.name ? one.name : `${one.name} as ${localOf(one)}`;

const rank = (module: string): number => (module.startsWith('node:') ? 0 : module.startsWith('.') ? 2 : 1);
