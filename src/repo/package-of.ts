/** The package that a module is in: '@scope/name/deep' -> '@scope/name'. */
export const packageOf = (module: string): string =>
  module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
