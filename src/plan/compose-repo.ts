import { posix } from 'node:path';
import { parseSync, type Node } from 'oxc-parser';
import type { Answers } from '../define/answers.js';
import type { Framework } from '../define/framework.js';
import type { Data, EnvVar } from '../define/piece.js';
import type { PieceId } from '../define/words.js';
import type { Target } from '../define/target.js';
import { findAll, isCall, required, stringOf } from '../repo/ast.js';
import { partsOf, type Part } from '../wire/wiring-points.js';
import { contributionsOf, envOf, templateData } from './assemble-data.js';
import type { Catalogue } from './catalogue.js';
import { composition } from './composition.js';
import { inDialect, landing } from './dialect.js';
import { printModule } from './imports.js';
import { pieceLayers } from './layer-order.js';
import { serviceLayout, type Layout } from '../define/layout.js';
import { renderEntry } from './render.js';
import { findFit, type Chosen } from './select.js';

/** What pieces bring to a repo that rampart did not make. */
export interface Brought {
  /** Sources that the composition root or a library reaches, in the repo's dialect, by the path where they land. */
  readonly sources: ReadonlyMap<string, string>;
  /** Asked pieces without a statement of ours: what they bring is for the repo's own code to import. */
  readonly libraries: readonly { readonly piece: PieceId; readonly paths: readonly string[] }[];
  /** Whether the composition root reads the environment, or nothing does until the repo's own code asks for it. */
  readonly readsEnv: 'at start' | 'when asked';
  /** Other files that are ours alone: documents, .nvmrc. */
  readonly documents: ReadonlyMap<string, string>;
  /** Files that the repo may have already and that take keys: environment templates. */
  readonly templates: ReadonlyMap<string, string>;
  /** Rules by ignore file; 'offered' files are written only where one is. */
  readonly rules: ReadonlyMap<
    string,
    { readonly rules: readonly string[]; readonly need: 'wanted' | 'offered' }
  >;
  readonly env: readonly EnvVar[];
  /** Packages that the sources import. */
  readonly packages: readonly string[];
  /** Their types, where those are packages of their own. */
  readonly types: readonly string[];
  /** Packages that are imported by their default export. */
  readonly defaults: readonly string[];
  /** Where the repo's app has to be joined to the root. */
  readonly parts: readonly Part[];
  /** `engines` of package.json. */
  readonly engines: Readonly<Record<string, string>>;
}

export const rootTemplate = 'src/security/index.ts';

/**
 * chosen pieces -> layers rendered -> root printed -> what neither the root nor a library reaches dropped -> dialect
 *
 * Pure. Templates' own tests stay behind: the repo has its own runner. Secret files too: the repo has its own .env.
 */
export function composeRepo({
  answers,
  framework: whole,
  chosen,
  catalogue,
  layout,
  root,
}: {
  /** Its pieces are those that were asked for, now or earlier. */
  readonly answers: Answers;
  readonly framework: Framework;
  /** Asked pieces and all that they need; one without `compose` brings its files and is not mounted. */
  readonly chosen: readonly Chosen[];
  readonly catalogue: Catalogue;
  readonly layout: Layout;
  /** Whether the repo has our composition root already; one that would mount nothing is not begun. */
  readonly root: 'there' | 'absent';
}): Brought {
  const { contributes: _own, ...rest } = whole;
  const framework: Framework = { ...rest, env: [] };
  const data = templateData({
    answers,
    framework,
    target: nowhere,
    chosen,
    layers: catalogue.layers,
    secret: () => '',
  });
  const contributions = contributionsOf(framework, chosen, nowhere);
  const assembled = new Set(contributions.flatMap((part) => part.assembledFiles ?? []));
  const left = new Set(contributions.flatMap((part) => part.secretFiles ?? []));
  const rendered = new Map<string, string>();
  const origin = new Map<string, PieceId>();
  for (const { piece, fit, options } of chosen)
    for (const { layer } of pieceLayers(piece, framework, answers.packageManager, 'alone'))
      for (const entry of catalogue.layers[layer] ?? []) {
        if (left.has(entry.path) || entry.path === 'section.md' || entry.path.startsWith('test/')) continue;
        const own: Data = fit.data?.(options, answers) ?? {};
        rendered.set(entry.path, renderEntry(entry, { ...data, ...own }));
        origin.set(entry.path, piece.id);
      }
  const composed = composition(chosen);
  const parts = partsOf(composed, framework.wiring);
  const rooted = parts.length > 0 || root === 'there';
  if (rooted) rendered.set(rootTemplate, printModule(framework.root(composed), serviceLayout));
  const mounted = reachable(rendered, rooted ? [rootTemplate] : []);
  const libraries = librariesOf(answers.pieces, chosen, framework).map((piece) => ({
    piece,
    paths: [...origin.keys()].filter((path) => origin.get(path) === piece && path.startsWith('src/')),
  }));
  const reached = new Set([
    ...mounted,
    ...reachable(rendered, [
      ...libraries.flatMap(({ paths }) => paths),
      ...namedIn(rendered).filter((path) => rendered.has(path)),
    ]),
  ]);
  const sources = new Map(
    [...reached].map((path) => [
      landing(path, layout),
      inDialect({ path, text: rendered.get(path) ?? '', layout }),
    ]),
  );
  const others = [...rendered]
    .filter(([path]) => !path.startsWith('src/'))
    .map(([path, text]) => [path, path.endsWith('.md') ? renamed(text, layout) : text] as const);
  const engines = contributions.findLast((part) => part.engines !== undefined)?.engines;
  const imports = [...reached].flatMap((path) => importsOf(rendered.get(path) ?? ''));
  const packages = packagesOf(imports.map(({ module }) => module));
  return {
    sources,
    libraries: libraries
      .map(({ piece, paths }) => ({
        piece,
        paths: paths.filter((path) => !mounted.has(path)).map((path) => landing(path, layout)),
      }))
      .filter(({ paths }) => paths.length > 0),
    readsEnv: mounted.has('src/config.ts') ? 'at start' : 'when asked',
    documents: new Map(others.filter(([path]) => !assembled.has(path))),
    templates: new Map(others.filter(([path]) => assembled.has(path) && path.startsWith('.env'))),
    rules: new Map(
      (['gitignore', 'dockerignore'] as const).map((list) => [
        `.${list}`,
        {
          rules: [...new Set(contributions.flatMap((part) => part[list] ?? []))],
          need: assembled.has(`.${list}`) || list === 'gitignore' ? 'wanted' : 'offered',
        },
      ]),
    ),
    env: envOf(framework, chosen),
    packages,
    types: [...new Set(chosen.flatMap(({ fit }) => fit.devPackages ?? []))].filter((name) =>
      packages.some((imported) => name === `@types/${imported}`),
    ),
    defaults: packagesOf(imports.filter(({ whole: isWhole }) => isWhole).map(({ module }) => module)),
    parts,
    engines: engines === undefined ? {} : { node: engines },
  };
}

const sourceNames = /`(src\/[\w./-]+\.ts)`/g;

/** The sources that documents speak of: a guide names nothing that is not there. */
const namedIn = (rendered: ReadonlyMap<string, string>): readonly string[] =>
  [...rendered]
    .filter(([path]) => path.endsWith('.md'))
    .flatMap(([, text]) => [...text.matchAll(sourceNames)].map(([, path = '']) => path));

/** Documents name files of ours by where they land. */
const renamed = (markdown: string, layout: Layout): string =>
  markdown.replace(sourceNames, (_, path: string) => `\`${landing(path, layout)}\``);

/** A repo has its own way to production; no target of ours speaks for it. */
const nowhere: Target = {
  id: 'none',
  title: 'its own deployment',
  why: '',
  proxies: 'none',
  stopSeconds: 10,
  data: () => ({}),
  controls: [],
};

/** Asked pieces that have no statement of their own, and such pieces that they need: their files are what was asked for. */
function librariesOf(
  asked: readonly PieceId[],
  chosen: readonly Chosen[],
  framework: Framework,
): readonly PieceId[] {
  const found = new Set(asked);
  for (const id of found) {
    const piece = chosen.find((entry) => entry.piece.id === id)?.piece;
    const fit = piece && findFit(piece, framework);
    const isMounted = fit?.compose !== undefined && fit.mounts === undefined;
    if (piece === undefined || isMounted) found.delete(id);
    else for (const need of piece.needs ?? []) found.add(need);
  }
  return [...found];
}

/** These templates and all that they import, directly or not. */
function reachable(rendered: ReadonlyMap<string, string>, from: readonly string[]): ReadonlySet<string> {
  const found = new Set(from);
  for (const path of found)
    for (const { module } of importsOf(rendered.get(path) ?? '')) {
      const target = posix.join(posix.dirname(path), module).replace(/\.js$/, '.ts');
      if (module.startsWith('.') && rendered.has(target)) found.add(target);
    }
  return found;
}

function importsOf(text: string): readonly { module: string; whole: boolean }[] {
  const { program } = parseSync('template.ts', text, { preserveParens: false });
  return findAll(program, (node): node is Node => 'source' in node || isCall(node)).flatMap(({ node }) => {
    const source = (node as { source?: Node | null }).source;
    const module = stringOf(source) ?? required(node);
    if (module === undefined) return [];
    const whole =
      node.type === 'ImportDeclaration' &&
      node.specifiers.some((specifier) => specifier.type === 'ImportDefaultSpecifier');
    return [{ module, whole }];
  });
}

const packagesOf = (modules: readonly string[]): readonly string[] =>
  [...new Set(modules.filter((module) => !module.startsWith('.') && !module.startsWith('node:')))]
    .map((module) =>
      module
        .split('/')
        .slice(0, module.startsWith('@') ? 2 : 1)
        .join('/'),
    )
    .sort();
