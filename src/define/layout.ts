/** Where things lie in a repo, and which dialect its files speak. A new service has the first of each. */
export interface Layout {
  /** Folder of the sources, '' for the root: 'src'. Template paths that begin with src/ land there. */
  readonly source: string;
  readonly language: 'ts' | 'js';
  readonly modules: 'esm' | 'cjs';
  /** How relative imports end: './x.js', './x.ts', './x'. */
  readonly suffix: '.js' | '.ts' | '';
  /** Module of the config file relative to the source folder, without suffix: 'config'. */
  readonly config: string;
}

export const serviceLayout: Layout = {
  source: 'src',
  language: 'ts',
  modules: 'esm',
  suffix: '.js',
  config: 'config',
};
