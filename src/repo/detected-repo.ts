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

/** Everything about a repo that planning needs. */
export interface DetectedRepo {
  readonly root: string;
  readonly package: PackageFile;
  readonly packageManager: PackageManager;
  readonly workspace: InWorkspace;
  readonly framework: FrameworkFound;
  /** The manifest of rampart, if it wrote one earlier. */
  readonly manifest: Manifest | undefined;
  readonly layout: Layout;
  /** Parsed files that may concern the app. */
  readonly sources: readonly Source[];
  readonly apps: readonly App[];
  readonly mounted: readonly Mounted[];
  readonly unreadable: readonly Unreadable[];
  /** Settings of tsconfig.json that our files need to compile; undefined without one. */
  readonly compiler: { readonly interop: 'yes' | 'no' } | undefined;
  readonly trackedEnvFiles: readonly string[];
  readonly reader: Reader;
}
