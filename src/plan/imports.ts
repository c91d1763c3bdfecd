import type { Code, Import } from '../define/code.js';
import type { Layout } from '../define/layout.js';

type Dialect = Pick<Layout, 'language' | 'modules' | 'suffix'>;

/** Prints a module in the repo's dialect: the imports that its code carries, then the code. */
export const printModule = (module: Code, dialect: Dialect): string =>
  `${printImports(module.imports, dialect)}\n${module.text.trim()}\n`;

/**
 * Import statements, one for each module: built-ins, packages, then relative ones, names sorted. In
 * JavaScript types are left out.
 */
export function printImports(imports: readonly Import[], dialect: Dialect): string {
  const byModule = new Map<string, Map<string, Import['kind']>>();
  for (const { from, name, kind } of imports) {
    if (dialect.language === 'js' && kind === 'type') continue;
    const names = byModule.get(from) ?? new Map<string, Import['kind']>();
    // A name needed as a value anywhere is imported as a value.
    if (names.get(name) !== 'value') names.set(name, kind);
    byModule.set(from, names);
  }
  return [...byModule]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([from, names]) => `${printImport(from, names, dialect)}\n`)
    .join('');
}

function printImport(from: string, names: ReadonlyMap<string, Import['kind']>, dialect: Dialect): string {
  const module = from.startsWith('.') ? from.replace(/\.js$/, dialect.suffix) : from;
  const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
  if (dialect.modules === 'cjs' && dialect.language === 'js')
    return `const { ${sorted.map(([name]) => name).join(', ')} } = require('${module}');`;
  const onlyTypes = sorted.every(([, kind]) => kind === 'type');
  const list = sorted
    .map(([name, kind]) => (kind === 'type' && !onlyTypes ? `type ${name}` : name))
    .join(', ');
  return `import ${onlyTypes ? 'type ' : ''}{ ${list} } from '${module}';`;
}

const rank = (module: string): number => (module.startsWith('node:') ? 0 : module.startsWith('.') ? 2 : 1);
