/** Files that hold somebody's own settings. Templates of them hold none, and stay. */
export const isEnvFile = (name: string): boolean =>
  /^\.env/i.test(name) && !/[.-](?:example|sample|template|dist|defaults?)$/i.test(name);

/** Never part of the sources: history, packages (they are linked), our own work, and what compilers remember. */
export const isNoSource = (name: string): boolean =>
  name === 'node_modules' || name === '.git' || name.endsWith('.tsbuildinfo');

/** Where builds write. */
export const isOutputName = (name: string): boolean =>
  /^(?:dist|build|out|lib|output|\.next|\.nuxt|\.output|\.turbo|\.cache|coverage)$/.test(name);
