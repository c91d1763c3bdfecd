import type { Answers } from '../define/answers.js';
import type { Framework } from '../define/framework.js';
import type { Data } from '../define/piece.js';
import type { PieceId } from '../define/words.js';
import { partsOf } from '../wire/wiring-points.js';
import { templateData } from './assemble-data.js';
import { envOf } from './env-of.js';
import { contributionsOf } from './contributions-of.js';
import type { Catalogue } from './catalogue.js';
import { composition } from './composition.js';
import { inDialect, landing } from './dialect.js';
import { printModule } from './imports.js';
import { joinParts } from './join/join-parts.js';
import { leaveOutParts } from './join/leave-out-parts.js';
import { pieceLayers } from './layer-order.js';
import type { Layout } from '../define/layout.js';
import { renderEntry } from './render.js';
import type { Chosen } from './chosen.js';
import type { Brought } from './brought.js';
import { rootTemplate } from './root-template.js';
import { librariesOf } from './libraries-of.js';
import { templateImports } from './template-imports.js';
import { reachable } from './reachable.js';
import { packagesOf } from './packages-of.js';
import { nowhere } from './nowhere.js';

/**
 * Composes the files of pieces for a repo that rampart did not make:
 *
 *   pieces -> layers rendered -> root printed -> parts that nothing needs left out, others joined
 *     -> files that nothing imports dropped -> dialect
 *
 * Pure. Leaves out tests, since the repo has its own runner, and secret files, since it has its own .env.
 */
export function composeRepo({
  answers,
  framework: whole,
  chosen,
  catalogue,
  layout,
  root,
}: {
  /** Its pieces are those asked for, now or earlier. */
  readonly answers: Answers;
  readonly framework: Framework;
  /** The pieces asked for and all that they need. One without `compose` brings files and is not mounted. */
  readonly chosen: readonly Chosen[];
  readonly catalogue: Catalogue;
  readonly layout: Layout;
  /** Whether the repo has our composition root. A new one is not made if it would mount nothing. */
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
  const templates = new Map<string, string>();
  const origin = new Map<string, PieceId>();
  for (const { piece, fit, options } of chosen)
    for (const { layer } of pieceLayers(piece, framework, answers.packageManager, 'alone'))
      for (const entry of catalogue.layers[layer] ?? []) {
        if (left.has(entry.path) || entry.path === 'section.md' || entry.path.startsWith('test/')) continue;
        const own: Data = fit.data?.(options, answers) ?? {};
        templates.set(entry.path, renderEntry(entry, { ...data, ...own }));
        origin.set(entry.path, piece.id);
      }
  const composed = composition(chosen, framework);
  const parts = partsOf(composed, framework.wiring);
  const rooted = parts.length > 0 || root === 'there';
  if (rooted) templates.set(rootTemplate, printModule(framework.root(composed)));
  const roots = rooted ? [rootTemplate] : [];
  const asked = new Set(librariesOf(answers.pieces, chosen, framework));
  const kept = [...origin].flatMap(([path, piece]) => (asked.has(piece) ? [path] : []));
  const rendered = joinParts(leaveOutParts(templates, [...roots, ...kept]));
  const mounted = reachable(rendered, roots);
  const libraries = [...asked].map((piece) => ({
    piece,
    paths: [...rendered.keys()].filter((path) => origin.get(path) === piece && path.startsWith('src/')),
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
  const imports = [...reached].flatMap((path) => templateImports(rendered.get(path) ?? ''));
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

/** The sources that documents mention: a guide must not name files that are not there. */
const namedIn = (rendered: ReadonlyMap<string, string>): readonly string[] =>
  [...rendered]
    .filter(([path]) => path.endsWith('.md'))
    .flatMap(([, text]) => [...text.matchAll(sourceNames)].map(([, path = '']) => path));

/** Gives files the paths in this repo, as documents mention them. */
const renamed = (markdown: string, layout: Layout): string =>
  markdown.replace(sourceNames, (_, path: string) => `\`${landing(path, layout)}\``);
