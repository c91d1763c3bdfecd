import type { PackageManager } from '../define/words.js';
import type { Manifest } from '../define/manifest.js';
import type { Layout } from '../define/layout.js';
import type { Recogniser } from './frameworks/recogniser.js';
import type { Mounted } from './mounted.js';
import type { PackageFile } from './package-file.js';
import type { Reader, Unreadable } from './reader.js';
import type { Source } from './source.js';
import type { App } from './app.js';

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
export interface DetectedRepo {
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
