export const packagesOf = (modules: readonly string[]): readonly string[] =>
  [
    ...new Set(
      modules
        .filter((module) => !module.startsWith('.') && !module.startsWith('node:'))
        .map((module) =>
          module
            .split('/')
            .slice(0, module.startsWith('@') ? 2 : 1)
            .join('/'),
        ),
    ),
  ].sort();
