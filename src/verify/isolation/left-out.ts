/** Files with somebody's own settings. Templates of them have none, and stay. */
export const isEnvFile = (name: string): boolean =>
  /^\.env/i.test(name) && !/[.-](?:example|sample|template|dist|defaults?)$/i.test(name);

/** Never part of the sources: history, packages (they are linked), our own files, and caches of compilers. */
export const isNoSource = (name: string): boolean =>
  name === 'node_modules' || name === '.git' || name.endsWith('.tsbuildinfo');

/** Folders that builds write. */
export const isOutputName = (name: string): boolean =>
  /^(?:dist|build|out|lib|output|\.next|\.nuxt|\.output|\.turbo|\.cache|coverage)$/.test(name);
