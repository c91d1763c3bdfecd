import type { FrameworkId, PackageName } from '../../define/words.js';
import type { NodeWithAncestors } from '../ast.js';
import type { Mounted } from '../mounted.js';
import type { PackageFile } from '../package-file.js';
import type { Reader } from '../reader.js';
import type { App } from '../app.js';
import type { Source } from '../source.js';
import type { CallExpression, Node } from 'oxc-parser';
import type { Listener, Shape, Site } from './site.js';

/** How the code of a framework is read and wired, or that of several which are written alike. */
export interface Recogniser {
  /** The framework; of several, the one that an app is written for unless it says otherwise. */
  readonly id: FrameworkId;
  /** The package that its repos declare. */
  readonly package: PackageName;
  /** Majors of that package on which our code was tried. */
  readonly majors: readonly number[];
  /** The first version with all that our code uses, where that is not the first of a major. */
  readonly since?: string;
  readonly languages: readonly ('js' | 'ts')[];
  /** A file without any of these words has nothing to say about the app, and is not parsed. */
  readonly words: readonly string[];
  /** The shapes that are edited, once proven. Where what comes last matters, only one whose end can be read. */
  readonly shapes: readonly Shape[];
  /** Whether further apps are how its repos are divided, and no question of which one is meant. */
  readonly parts: 'apps' | 'other';
  /**
   * How an app that is one chain gets a statement of its own: its declaration is split, or its beginning
   * taken out, which keeps the type of the whole.
   */
  readonly split: 'declaration' | 'beginning';
  /** How a person writes it, in refusals. */
  readonly says: { readonly create: (options: string) => string; readonly serve: (app: string) => string };
  readonly read: Reading;
}

/** What can be read from the syntax trees of a framework's repos. */
export interface Reading {
  /** Every app that a file creates. */
  sitesOf(source: Source): readonly Site[];
  /** Methods of an app that return it, so that `const api = app.route(...)` is the same app. */
  readonly passing: ReadonlySet<string>;
  /** Whether a statement, or anything in it, registers on the app. `own` names the calls that are ours. */
  holdsRegistration(statement: Node, app: string, own: ReadonlySet<string>): boolean;
  /** Registrations inside functions that are no handlers: their moment cannot be read from the text. */
  lateRegistrations(
    source: Source,
    app: string,
    own: ReadonlySet<string>,
  ): readonly NodeWithAncestors<CallExpression>[];
  /** The calls of a file that make the app listen, or make its server. */
  listenersOf(source: Source, app: string): readonly Listener[];
  /** What a file mounts. */
  mountedIn(source: Source, reader: Reader, apps: readonly App[]): readonly Mounted[];
  /** Which of several frameworks an app is written for; undefined where it does not say. */
  frameworkOf?(app: App): FrameworkId | undefined;
  /** Why there is no app, where that is known, and what would help. */
  whyNoApp?(file: PackageFile): { readonly reason: string; readonly next: string } | undefined;
  /** Why an app does not listen, where that is known. */
  whyNoServer?(app: App, sources: readonly Source[]): string | undefined;
}
