import type { Code, Import } from '../define/code.js';

/** Prints a TypeScript module of a new service: the imports that its code carries, then the code. */
export const printModule = (module: Code): string =>
  `${printImports(module.imports)}\n${module.text.trim()}\n`;

/** Import statements, one for each module: built-ins, packages, then relative ones, names sorted. */
export function printImports(imports: readonly Import[]): string {
  const byModule = new Map<string, Map<string, Import['kind']>>();
  for (const { from, name, kind } of imports) {
    const names = byModule.get(from) ?? new Map<string, Import['kind']>();
    // A name needed as a value anywhere is imported as a value.
    if (names.get(name) !== 'value') names.set(name, kind);
    byModule.set(from, names);
  }
  return [...byModule]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([from, names]) => `${printImport(from, names)}\n`)
    .join('');
}

function printImport(from: string, names: ReadonlyMap<string, Import['kind']>): string {
  const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
  const onlyTypes = sorted.every(([, kind]) => kind === 'type');
  const list = sorted
    .map(([name, kind]) => (kind === 'type' && !onlyTypes ? `type ${name}` : name))
    .join(', ');
  return `import ${onlyTypes ? 'type ' : ''}{ ${list} } from '${from}';`;
}

const rank = (module: string): number => (module.startsWith('node:') ? 0 : module.startsWith('.') ? 2 : 1);
