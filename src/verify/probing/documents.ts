/** Files that a document names in backticks, except files that are built, installed or private. */
export const namedFiles = (text: string): readonly string[] =>
  [
    ...new Set(
      [
        ...text.matchAll(
          /`((?:[\w.@-]+\/)+[\w.-]+\.\w+|[\w-]+\.(?:ts|js|md|json|ya?ml)|Dockerfile|\.(?:gitignore|dockerignore|env[\w.]*))`/g,
        ),
      ].map((match) => match[1] ?? ''),
    ),
  ].filter(
    (path) => !/^(?:dist|node_modules)\/|\.env$|\.env\.|evidence\.json|SECURITY-STATUS\.md$/.test(path),
  );

export const headingsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^#{1,4} +(.+)$/gm)].map((match) => match[1] ?? '');
