import type { FrameworkId, PackageName } from '../../define/words.js';
import type { NodeWithAncestors } from '../ast.js';
import type { Mounted } from '../mounted.js';
import type { PackageFile } from '../package-file.js';
import type { Reader } from '../reader.js';
import type { App } from '../app.js';
import type { Source } from '../source.js';
import type { CallExpression, Node } from 'oxc-parser';
import type { Listener, Shape, Site } from './site.js';

/** How to read and edit the code of one framework, or of several with the same syntax. */
export interface Recogniser {
  /** The framework. If there are several, the one that an app uses unless `frameworkOf` says otherwise. */
  readonly id: FrameworkId;
  readonly package: PackageName;
  /** Majors of that package that our code was tried with. */
  readonly majors: readonly number[];
  /** The first version with all that our code needs, if that is not the first of its major. */
  readonly since?: string;
  readonly languages: readonly ('js' | 'ts')[];
  /** Only files that contain one of these words are parsed. */
  readonly words: readonly string[];
  /** The shapes that `add` may edit. If the end of the app matters, only one whose end can be found. */
  readonly shapes: readonly Shape[];
  /** 'apps': further apps are parts of the main one, so it is clear which one is meant. */
  readonly parts: 'apps' | 'other';
  /**
   * How an app in one chain gets its own statement: by splitting its declaration, or by moving only the
   * beginning, which keeps the type of the chain.
   */
  readonly split: 'declaration' | 'beginning';
  /** Code that refusals show to the user. */
  readonly says: { readonly create: (options: string) => string; readonly serve: (app: string) => string };
  readonly read: Reading;
}

/** What a framework's code says, read from its syntax trees. */
export interface Reading {
  /** All apps that a file creates. */
  sitesOf(source: Source): readonly Site[];
  /** Methods that return the app, so that `const api = app.route(...)` is the same app. */
  readonly passing: ReadonlySet<string>;
  /** Whether a statement, or anything in it, registers on the app. `own` names our own calls. */
  holdsRegistration(statement: Node, app: string, own: ReadonlySet<string>): boolean;
  /** Registrations inside functions other than handlers: the code does not show when they run. */
  lateRegistrations(
    source: Source,
    app: string,
    own: ReadonlySet<string>,
  ): readonly NodeWithAncestors<CallExpression>[];
  /** The calls in a file that make the app listen, or create its server. */
  listenersOf(source: Source, app: string): readonly Listener[];
  /** What a file mounts. */
  mountedIn(source: Source, reader: Reader, apps: readonly App[]): readonly Mounted[];
  /** The framework of an app, if a package serves several; undefined if the code does not show it. */
  frameworkOf?(app: App): FrameworkId | undefined;
  /** Why there is no app, if known, and what to do. */
  whyNoApp?(file: PackageFile): { readonly reason: string; readonly next: string } | undefined;
  /** Why an app does not listen, if known. */
  whyNoServer?(app: App, sources: readonly Source[]): string | undefined;
}
