import type { Repo } from './repo.js';

export const dockerfilesOf = (repo: Repo): readonly string[] =>
  repo.files.filter(
    (path) =>
      /(^|\/)(?:Dockerfile|Containerfile)(?:\.[\w-]+)?$|\.dockerfile$/i.test(path) &&
      !isSample(path) &&
      !isCode(path),
  );
export const composeFilesOf = (repo: Repo): readonly string[] =>
  repo.files.filter(
    (path) => /(^|\/)(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/.test(path) && !isSample(path),
  );

/** Files that tests and generators hold: nothing is ever deployed from them. */
export const isSample = (path: string): boolean =>
  /(^|\/)(?:tests?|__tests__|spec|fixtures|__fixtures__|templates|examples?|golden)\//.test(path) ||
  /\.(?:hbs|ejs|tpl|tmpl|j2|mustache)$/.test(path);

/** `dockerfile.ts` reads such files, and is none; nor is what says what a build leaves out. */
const isCode = (path: string): boolean =>
  /\.(?:[cm]?[jt]sx?|json|md|dockerignore|containerignore)$/.test(path);
