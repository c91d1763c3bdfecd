import type { Node } from 'oxc-parser';
import type { PackageManager } from '../define/words.js';
import type { Manifest } from '../define/manifest.js';
import type { Layout } from '../define/layout.js';
import type { Listener, Site } from '../wire/site.js';
import type { Recogniser } from '../wire/recogniser.js';
import type { Mounted } from './mounted.js';
import type { PackageFile } from './package-file.js';
import type { Reader, Unreadable } from './reader.js';
import type { Source } from './source.js';

/** A name by which a file knows an app, and the braces that the name is bound to. */
export interface View {
  readonly source: Source;
  readonly expression: string;
  readonly scope: Node | undefined;
}

/** One app of the repo: where it is created, under which name each file knows it, and where it listens. */
export interface App {
  readonly site: Site;
  readonly seenIn: readonly View[];
  readonly listeners: readonly Listener[];
}

export type FrameworkFound =
  | {
      readonly kind: 'known';
      readonly recogniser: Recogniser;
      readonly version: string;
      readonly major: number;
      readonly from: 'installed' | 'declared';
    }
  | { readonly kind: 'unknown'; readonly because: string };

/** A package's place in a workspace. */
export interface InWorkspace {
  /** The way to the root from the package: '../..'; '' where there is no workspace, or this is its root. */
  readonly above: string;
  /** At a root without an app of its own: the packages below it that have one. */
  readonly services: readonly { readonly path: string; readonly framework: string }[];
  /** Rules of the root's .gitignore. */
  readonly ignored: ReadonlySet<string>;
}

/** What a repo is. Everything that planning reads is in here; nothing is written. */
export interface Repo {
  readonly root: string;
  readonly package: PackageFile;
  readonly packageManager: PackageManager;
  readonly workspace: InWorkspace;
  readonly framework: FrameworkFound;
  /** What rampart wrote earlier, if it did. */
  readonly manifest: Manifest | undefined;
  readonly layout: Layout;
  /** Files that may have to do with the app, parsed. */
  readonly sources: readonly Source[];
  readonly apps: readonly App[];
  readonly mounted: readonly Mounted[];
  readonly unreadable: readonly Unreadable[];
  /** Settings of tsconfig.json that decide whether our files compile; undefined without one. */
  readonly compiler: { readonly interop: 'yes' | 'no' } | undefined;
  readonly trackedEnvFiles: readonly string[];
  readonly reader: Reader;
}
