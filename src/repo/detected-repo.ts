import type { PackageManager } from '../define/words.js';
import type { Manifest } from '../define/manifest.js';
import type { Layout } from '../define/layout.js';
import type { Mounted } from './mounted.js';
import type { PackageFile } from './package-file.js';
import type { Reader } from './reader.js';
import type { Unreadable } from './unreadable.js';
import type { Source } from './source.js';
import type { App } from './app.js';
import type { FrameworkFound } from './framework-found.js';
import type { InWorkspace } from './in-workspace.js';

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
