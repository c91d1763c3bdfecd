/** A package's place in a workspace. */
export interface InWorkspace {
  /** The way to the root from the package: '../..'; '' where there is no workspace, or this is its root. */
  readonly above: string;
  /** At a root without an app of its own: the packages below it that have one. */
  readonly services: readonly { readonly path: string; readonly framework: string }[];
  /** Rules of the root's .gitignore. */
  readonly ignored: ReadonlySet<string>;
}
