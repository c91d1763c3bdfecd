export interface InWorkspace {
  /** The path up to the workspace root: '../..'; '' without a workspace, or at its root. */
  readonly above: string;
  /** For a root without its own app: the packages that have one. */
  readonly services: readonly { readonly path: string; readonly framework: string }[];
  /** Rules of the root's .gitignore. */
  readonly ignored: ReadonlySet<string>;
}
