import { posix } from 'node:path';
import { parseSync, type Node } from 'oxc-parser';
import type { Answers } from '../define/answers.js';
import type { Framework } from '../define/framework.js';
import type { Data, EnvVar } from '../define/piece.js';
import type { Slot } from '../define/words.js';
import type { Target } from '../define/target.js';
import { findAll, isCall, required, stringOf } from '../repo/ast.js';
import { contributionsOf, envOf, templateData } from './assemble-data.js';
import type { Catalogue } from './catalogue.js';
import { composition } from './composition.js';
import { inDialect, landing } from './dialect.js';
import { printModule } from './imports.js';
import { pieceLayers } from './layer-order.js';
import { serviceLayout, type Layout } from './plan.js';
import { renderEntry } from './render.js';
import type { Chosen } from './select.js';

/** What pieces bring to a repo that rampart did not make. */
export interface Brought {
  /** Sources that the composition root reaches, in the repo's dialect, by the path where they land. */
  readonly sources: ReadonlyMap<string, string>;
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
  /** Packages that are imported by their default export. */
  readonly defaults: readonly string[];
  readonly slots: readonly Slot[];
}

export const rootTemplate = 'src/security/index.ts';

/**
 * chosen pieces -> layers rendered -> root printed -> what the root does not reach dropped -> dialect
 *
 * Pure. Templates' own tests stay behind: the repo has its own runner. Secret files too: the repo has its own .env.
 */
export function composeRepo({
  answers,
  framework: whole,
  chosen,
  catalogue,
  layout,
}: {
  readonly answers: Answers;
  readonly framework: Framework;
  /** Asked pieces and all that they need; one without `compose` brings its files and is not mounted. */
  readonly chosen: readonly Chosen[];
  readonly catalogue: Catalogue;
  readonly layout: Layout;
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
  const secret = new Set(contributions.flatMap((part) => part.secretFiles ?? []));
  const rendered = new Map<string, string>();
  for (const { piece, fit, options } of chosen)
    for (const { layer } of pieceLayers(piece.id, framework.id, piece.layers ?? []))
      for (const entry of catalogue.layers[layer] ?? []) {
        if (secret.has(entry.path) || entry.path === 'section.md' || entry.path.startsWith('test/')) continue;
        const own: Data = fit.data?.(options) ?? {};
        rendered.set(entry.path, renderEntry(entry, { ...data, ...own }));
      }
  const composed = composition(chosen);
  rendered.set(rootTemplate, printModule(framework.root(composed), serviceLayout));
  const reached = reachable(rendered);
  const sources = new Map(
    [...reached].map((path) => [
      landing(path, layout),
      inDialect({ path, text: rendered.get(path) ?? '', layout }),
    ]),
  );
  const others = [...rendered].filter(([path]) => !path.startsWith('src/'));
  const imports = [...reached].flatMap((path) => importsOf(rendered.get(path) ?? ''));
  return {
    sources,
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
    packages: packagesOf(imports.map(({ module }) => module)),
    defaults: packagesOf(imports.filter(({ whole: isWhole }) => isWhole).map(({ module }) => module)),
    slots: (['before', 'after', 'server'] as const).filter((slot) => composed[slot].length > 0),
  };
}

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

/** The templates that the root imports, directly or not. */
function reachable(rendered: ReadonlyMap<string, string>): ReadonlySet<string> {
  const found = new Set<string>([rootTemplate]);
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
