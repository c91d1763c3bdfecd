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

/** Files for tests and generators: nothing is deployed from them. */
export const isSample = (path: string): boolean =>
  /(^|\/)(?:tests?|__tests__|spec|fixtures|__fixtures__|templates|examples?|golden)\//.test(path) ||
  /\.(?:hbs|ejs|tpl|tmpl|j2|mustache)$/.test(path);

/** Folders whose manifests and units are for tests and readers. */
export const isExample = (path: string): boolean =>
  /(^|\/)(?:tests?|__tests__|fixtures|testdata|examples?)\//.test(path);

/** Files that only look like one by name: code such as `dockerfile.ts`, and ignore files. */
const isCode = (path: string): boolean =>
  /\.(?:[cm]?[jt]sx?|json|md|dockerignore|containerignore)$/.test(path);
