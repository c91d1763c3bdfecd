/** The places and the dialect of files in a repo. In each type, the first alternative is that of a new service. */
export interface Layout {
  /** The folder of the sources: 'src'; '' for the root. Template paths that start with src/ go there. */
  readonly source: string;
  readonly language: 'ts' | 'js';
  readonly modules: 'esm' | 'cjs';
  /** The extension of relative imports: './x.js', './x.ts', './x'. */
  readonly suffix: '.js' | '.ts' | '';
  /** The config module relative to the source folder, without extension: 'config'. */
  readonly config: string;
}

export const serviceLayout: Layout = {
  source: 'src',
  language: 'ts',
  modules: 'esm',
  suffix: '.js',
  config: 'config',
};
