const isTemplate = (path: string): boolean => /\.(?:example|template|sample|dist)$/.test(path);
export const isSettings = (path: string): boolean =>
  /(^|\/)(?:\.env(?:[._-][\w.-]+)?|[\w-]+\.env)$/.test(path) && !isTemplate(path);
