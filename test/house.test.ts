import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { composeNew } from '../src/plan/compose-service.js';
import { composition } from '../src/plan/composition.js';
import { homes, tables } from '../src/build/tables.js';
import { controls } from '../src/controls/index.js';
import { seedPhases } from '../src/controls/seed-phases.js';
import { probes } from '../src/verify/probes/index.js';
import { loadCatalogue } from '../generators/load-catalogue.js';
import { isTest, mainOf } from '../src/plan/join/part-names.js';
import { envOf } from '../src/plan/env-of.js';
import { pieceLayers, memberships } from '../src/plan/layer-order.js';
import { adaptersOf } from '../src/plan/adapters-of.js';
import { piecesOf, selectPieces } from '../src/plan/select.js';
import { findFit } from '../src/plan/find-fit.js';
import { availablePieces, broughtBy, controlsWithoutPiece } from '../src/plan/available-pieces.js';
import { sections } from '../src/define/control.js';
import type { Piece } from '../src/define/piece.js';
import { packageManagers, phases } from '../src/define/words.js';
import { packagesOf } from './e2e/support/guide.js';
import { mainsFor } from './support/mains-for.js';

/**
 * The rooms agree, both ways: lists, folders, definitions, controls, probes, mutants, tests and the tables
 * of docs/.
 */
const root = join(import.meta.dirname, '..');
const catalogue = loadCatalogue();
const { frameworks, targets, pieces, layers, versions } = catalogue;

/** Every adapter that some framework has; 'any' is all of them. */
const adapters = [...new Set(frameworks.flatMap(adaptersOf))];

const folders = (path: string): readonly string[] =>
  readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
const modules = (path: string): readonly string[] =>
  readdirSync(join(root, path))
    .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
    .map((name) => name.slice(0, -'.ts'.length))
    .sort();
const files = (path: string, ending: string): readonly string[] =>
  readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
const ids = (list: readonly { readonly id: string }[]): readonly string[] => list.map(({ id }) => id).sort();
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('each list, its folder of definitions, templates and tests', () => {
  it.each([
    ['pieces', pieces],
    ['frameworks', frameworks],
    ['targets', targets],
  ] as const)('agree for %s', (room, list) => {
    expect(modules(`generators/${room}`)).toEqual(ids(list));
    const shared = {
      pieces: [],
      frameworks: adapters,
      targets: targets.flatMap(({ layers: more = [] }) => more),
    };
    const known = new Set([...ids(list), ...shared[room]]);
    expect(folders(`templates/${room}`).filter((name) => !known.has(name))).toEqual([]);
    expect(new Set(ids(list)).size).toBe(list.length);
  });

  it('every piece has its test', () => {
    expect(modules('test/pieces').map((name) => name.replace(/\.test$/, ''))).toEqual(ids(pieces));
  });

  it('every layer of templates belongs to a definition', () => {
    const known = new Set([
      ...adapters.map((adapter) => `frameworks/${adapter}`),
      ...pieces.flatMap(({ id, layers: more = [] }) => [
        `pieces/${id}`,
        ...[...adapters, ...packageManagers, ...memberships].map((folder) => `pieces/${id}/${folder}`),
        ...more,
      ]),
      ...targets.flatMap(({ id, layers: more = [] }) =>
        [id, ...more].flatMap((folder) => [
          `targets/${folder}`,
          ...['any', ...memberships].map((place) => `targets/${folder}/${place}`),
        ]),
      ),
    ]);
    expect(Object.keys(layers).filter((layer) => !known.has(layer))).toEqual([]);
  });

  it('every part comes with its main: of the same piece, framework or target, or of one that is there with it', () => {
    const all = Object.entries(layers).flatMap(([layer, entries]) =>
      entries.map(({ path }) => ({ path, home: homeOf(layer) })),
    );
    const parts = all.filter(({ path }) => path.includes('+'));
    expect(parts.filter(({ path }) => mainOf(path) === undefined)).toEqual([]);
    const alone = parts
      .filter(({ path }) => !isTest(mainOf(path) ?? path))
      .filter(
        (part) => !all.some(({ path, home }) => path === mainOf(part.path) && cameWith(part.home).has(home)),
      );
    expect(alone).toEqual([]);
  });

  it('every piece emits something on each framework that it fits, and joins it by an adapter that exists', () => {
    for (const piece of pieces) {
      expect(Object.keys(piece.fits).filter((adapter) => !adapters.includes(adapter))).toEqual([]);
      for (const framework of frameworks) {
        const fit = findFit(piece, framework);
        if (fit === undefined) continue;
        const own = pieceLayers(piece, framework, 'npm', 'alone').some(
          ({ layer }) => layers[layer] !== undefined,
        );
        expect(`${piece.id}: ${String(own || fit.compose !== undefined)}`).toBe(`${piece.id}: true`);
      }
    }
  });

  it('the last adapter of a framework is its id, and no other framework has it', () => {
    for (const { id, adapters: own } of frameworks) {
      expect(own.at(-1)).toBe(id);
      expect(frameworks.filter((other) => other.adapters.includes(id)).map((other) => other.id)).toEqual([
        id,
      ]);
    }
  });

  it('every adapter has templates or fits of its own', () => {
    for (const adapter of adapters)
      expect(
        Object.keys(layers).some((layer) => layer.endsWith(`/${adapter}`)) ||
          pieces.some(({ fits }) => fits[adapter] !== undefined),
      ).toBe(true);
  });
});

describe('pieces, controls, probes and mutants', () => {
  it('every promised control exists, and every control is promised by someone', () => {
    const promised = [
      ...pieces.flatMap((piece) => piece.controls),
      ...targets.flatMap((target) => target.controls),
    ];
    expect([...new Set(promised)].sort()).toEqual(ids(controls));
  });

  it('every control has probes that exist, and every probe serves a control or an act', () => {
    const acts = seedPhases.flatMap(({ items }) => items.flatMap(({ act }) => act.probes ?? []));
    const used = new Set([...controls.flatMap((control) => control.probes), ...acts]);
    expect([...used].sort()).toEqual(ids(probes));
    for (const control of controls) expect(control.probes.length).toBeGreaterThan(0);
  });

  it('every file of probes exports the probe of its name and no other, and every probe has its file', async () => {
    const named = modules('src/verify/probes');
    for (const name of named) {
      const own = (await import(`../src/verify/probes/${name}.ts`)) as Readonly<Record<string, unknown>>;
      const found = Object.values(own).filter((one) => probes.includes(one as (typeof probes)[number]));
      expect(found.map((one) => (one as (typeof probes)[number]).id)).toEqual([name]);
    }
    expect(named).toEqual(ids(probes));
  });

  it('every probe says how it works: one or two sentences, 200 characters at most', () => {
    const wrong = probes.filter(({ how }) => how.length > 200 || !/^[A-Z][^.]*\..*\.$/.test(how));
    expect(ids(wrong)).toEqual([]);
  });

  it('every control has a folder of mutants', () => {
    expect(folders('test/mutants').filter((name) => name !== 'harmless' && name !== 'support')).toEqual(
      ids(controls),
    );
  });

  it('every need is a piece that is there', () => {
    const needs = pieces.flatMap(({ id, needs: all = [] }) => all.map((need) => `${id} needs ${need}`));
    const known = new Set(ids(pieces));
    expect(needs.filter((need) => !known.has(need.split(' needs ')[1] ?? ''))).toEqual([]);
  });

  it('each framework can have the pieces that its bare service stands on', () => {
    for (const framework of frameworks) {
      const available = ids(availablePieces(framework, catalogue));
      const lacking = framework.foundation.filter((id) => !available.includes(id));
      expect(`${framework.id}: ${lacking.join(', ')}`).toBe(`${framework.id}: `);
    }
  });

  it('each control is met by a piece for some framework, or by a target', () => {
    const beyond = frameworks.map((framework) => controlsWithoutPiece(framework, catalogue));
    expect(ids(controls).filter((id) => beyond.every((list) => list.includes(id)))).toEqual([]);
  });
});

describe('versions', () => {
  it('are exact', () => {
    for (const [name, version] of Object.entries(versions))
      expect(`${name} ${version}`).toMatch(/ \d+\.\d+\.\d+$/);
  });

  it('are named by a definition, each', () => {
    const named = [
      ...frameworks.flatMap(({ packages, devPackages }) => [...packages, ...devPackages]),
      ...pieces
        .flatMap(({ fits }) => Object.values(fits))
        .flatMap((fit) => [...(fit?.packages ?? []), ...(fit?.devPackages ?? [])]),
      ...readdirSync(join(root, 'templates/frameworks'))
        .map((layer) => join(root, 'templates/frameworks', layer, 'SECURITY-EXCEPTIONS.md'))
        .filter((guide) => existsSync(guide))
        .flatMap((guide) => packagesOf(readFileSync(guide, 'utf8')).map(({ name }) => name)),
    ];
    expect([...new Set(named)].sort()).toEqual(Object.keys(versions).sort());
  });
});

describe('environment', () => {
  it.each(frameworks)('of $id names each variable once, in upper case', (framework) => {
    const everything = availablePieces(framework, catalogue).map(({ id }) => id);
    const chosen = selectPieces({ answers: { pieces: everything, options: {} }, framework, catalogue });
    const names = envOf(framework, chosen).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[A-Z][A-Z0-9_]*$/);
    expect(composition(chosen, framework).before.length).toBeGreaterThan(0);
  });
});

describe('the engine', () => {
  const engine = [
    'src/plan',
    'src/commit',
    'src/cli',
    'src/commands',
    'src/define',
    'src/repo',
    'src/wire',
    'src/controls',
    'src/verify',
    'src/evidence',
    'src/build',
    'src/report',
  ];

  /** One file for each framework says how its code is recognised. */
  const recognisers = 'src/repo/frameworks/';

  /**
   * Words of the house that a piece happens to be called after: phases and sections, the config module, the
   * action type.
   */
  const words = new Set([...phases, ...sections, 'config', 'compose']);

  /** What else such a word means in one room alone: a control, a header, a kind of files, a part of the ASVS. */
  const meanings: Readonly<Record<string, readonly string[]>> = {
    'src/controls': [...ids(controls), 'kubernetes', 'systemd', 'runtime'],
    'src/verify': ['content-type', 'kubernetes', 'systemd'],
  };

  it('names no piece, framework or target', () => {
    const names = new Set(
      [...ids(pieces), ...ids(frameworks), ...ids(targets)].filter((name) => !words.has(name)),
    );
    const found = engine
      .filter((room) => existsSync(join(root, room)))
      .flatMap((room) => files(room, '.ts').map((path) => ({ room, path })))
      .filter(({ path }) => !path.startsWith(recognisers))
      .flatMap(({ room, path }) =>
        literals(read(path))
          .filter((text) => names.has(text) && meanings[room]?.includes(text) !== true)
          .map((text) => `${path}: '${text}'`),
      );
    expect(found).toEqual([]);
  });

  it('names no framework inside a text or a pattern either', () => {
    expect(
      namedIn(`x = [/^(?:koa|fastify)$/, \`for ${1} Express\`, 'express-rate-limit', '@nestjs/core']`),
    ).toEqual(['fastify', 'Express']);
    const found = engine
      .flatMap((room) => files(room, '.ts'))
      .filter((path) => !path.startsWith(recognisers))
      .flatMap((path) => namedIn(read(path)).map((name) => `${path}: ${name}`));
    expect(found).toEqual([]);
  });

  it('keeps each source file to one concept: 250 lines at most', () => {
    const long = [...files('src', '.ts'), ...files('generators', '.ts')].filter(
      (path) => read(path).split('\n').length > 251,
    );
    expect(long).toEqual([]);
  });
});

describe('CONTRIBUTING', () => {
  const text = read('.github/CONTRIBUTING.md');

  const madeOf = firstColumn(table(text, 'framework'));

  it('names what each framework is made of', () => {
    for (const framework of frameworks)
      for (const place of madeOf) {
        const names = [framework.id, ...framework.adapters];
        const found = names.some((name) => existsSync(join(root, place.replace('<id>', name))));
        expect(`${framework.id}: ${place} ${String(found)}`).toBe(`${framework.id}: ${place} true`);
      }
  });

  it('leaves out no file that all frameworks have', () => {
    const own = frameworks.map(({ adapters: names }) => [
      ...new Set(names.flatMap((name) => Object.values(layers[`frameworks/${name}`] ?? {}))),
    ]);
    const paths = own.map((entries) => new Set(entries.map(({ path }) => path)));
    const shared = [...(paths[0] ?? [])].filter((path) => paths.every((set) => set.has(path)));
    expect(madeOf).toEqual(expect.arrayContaining(shared.map((path) => `templates/frameworks/<id>/${path}`)));
  });

  it('names the pieces that need an adapter: those that have one for every framework that has them', () => {
    const special = ({ id, fits }: (typeof pieces)[number], adapter: string): boolean =>
      fits[adapter] !== undefined || layers[`pieces/${id}/${adapter}`] !== undefined;
    const adapted = pieces.filter((piece) => {
      const having = frameworks.filter((framework) => findFit(piece, framework) !== undefined);
      return having.every((framework) => framework.adapters.some((adapter) => special(piece, adapter)));
    });
    expect(firstColumn(table(text, 'adapters'))).toEqual(ids(adapted));
  });

  it('is true: with a fit for each of these, a further framework gets every piece', () => {
    const further = { ...(frameworks[0] as (typeof frameworks)[number]), id: 'koa', adapters: ['koa'] };
    const adapted = new Set(firstColumn(table(text, 'adapters')));
    const everywhere = pieces.filter((piece) => frameworks.every((one) => findFit(piece, one) !== undefined));
    const left = everywhere.filter(
      (piece) => findFit(piece, further) === undefined && !adapted.has(piece.id),
    );
    expect(left.map(({ id }) => id)).toEqual([]);
    const fitted = pieces.map((piece) =>
      adapted.has(piece.id) ? { ...piece, fits: { ...piece.fits, koa: { packages: [] } } } : piece,
    );
    const own = { ...layers, ...mainsFor('koa', frameworks[0]?.adapters ?? [], layers) };
    const koa = { ...catalogue, frameworks: [...frameworks, further], pieces: fitted, layers: own };
    const emitted = composeNew({
      answers: {
        name: 'further',
        framework: 'koa',
        target: targets[0]?.id ?? '',
        preset: 'full',
        pieces: piecesOf('full', further, koa),
        options: {},
        packageManager: 'npm',
        node: '26',
      },
      catalogue: koa,
      secret: () => '',
    });
    expect(emitted.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['src/security/contract.ts', 'src/config.ts', 'test/app.test.ts', 'Dockerfile']),
    );
  });
});

describe('a piece for one framework', () => {
  const [first, ...others] = frameworks as [(typeof frameworks)[number], ...(typeof frameworks)[number][]];
  const only: Piece = {
    ...(pieces[0] as Piece),
    id: 'only-here',
    fits: { [first.adapters.at(-1) ?? '']: { packages: [] } },
  };
  const catalogueWith = { ...catalogue, pieces: [...pieces, only] };

  it('comes with the presets of that one', () => {
    const having = frameworks.filter((one) => piecesOf('full', one, catalogueWith).includes(only.id));
    expect(having).toEqual([first]);
  });

  it('is refused on every other', () => {
    for (const framework of others) {
      const answers = { pieces: [only.id], options: {} };
      const choose = () => selectPieces({ answers, framework, catalogue: catalogueWith });
      expect(choose).toThrow(expect.objectContaining({ code: 'RAMPART_UNSUPPORTED_PIECE' }));
    }
  });
});

describe('the tables of docs/', () => {
  it('name every dependency with its reason, and no other', () => {
    const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
    const installed = [
      ...Object.keys(manifest.dependencies ?? {}),
      ...Object.keys(manifest.devDependencies ?? {}),
    ].sort();
    expect(firstColumn(table(read('docs/dependencies.md'), 'dependencies'))).toEqual(installed);
  });

  it.each(Object.keys(homes) as (keyof typeof homes)[])(
    'have the table of %s as it is made: npm run readme',
    (name) => {
      const [, ...rows] = tables[name];
      const plain = rows.map((cells) => cells.map((cell) => cell.replaceAll('`', '').trim()));
      expect(table(read(`docs/${homes[name]}.md`), name)).toEqual(plain);
    },
  );
});

describe('names on npm', () => {
  const { name, bin } = JSON.parse(read('package.json')) as { name: string; bin: Record<string, string> };
  const names = [...new Set([name, ...Object.keys(bin)])].sort();

  it('are in docs/publishing.md, with what to do about them', () => {
    expect(firstColumn(table(read('docs/publishing.md'), 'names'))).toEqual(names);
  });

  it.each(packageManagers)('nothing that is emitted for %s fetches or needs them', (packageManager) => {
    const wrong = frameworks.flatMap((framework, at) => {
      const target = targets[at % targets.length]?.id ?? '';
      const files = composeNew({
        answers: {
          framework: framework.id,
          options: {},
          ...{ name: 'named', target, preset: 'full', packageManager, node: '26' },
          pieces: piecesOf('full', framework, catalogue),
        },
        catalogue,
        secret: () => '',
      });
      const fetched = new RegExp(
        `(?:npx|npm (?:exec|create|init)|dlx|bunx|(?:pnpm|yarn|bun) create) (?:--?\\S+ )*(?:${names.join('|')})\\b`,
      );
      const asked = files.filter(({ path, text }) => !path.startsWith('.rampart/') && fetched.test(text));
      const manifest = JSON.parse(files.find(({ path }) => path === 'package.json')?.text ?? '') as Record<
        string,
        Record<string, string> | undefined
      >;
      const { scripts = {}, ...rest } = manifest;
      const wanted = Object.values(rest).flatMap((part) =>
        typeof part === 'object' ? Object.keys(part) : [],
      );
      const run = Object.values(scripts).filter((script) =>
        script.split(/\s+/).some((word) => names.includes(word)),
      );
      return [...asked.map(({ path }) => path), ...wanted.filter((each) => names.includes(each)), ...run];
    });
    expect(wrong).toEqual([]);
  });
});

/** 'pieces/cors/any' -> 'pieces/cors': what belongs together, whatever the adapter; all frameworks are one. */
/** A home, and those that are there wherever it is: what a piece brings, and the foundation of a framework. */
function cameWith(home: string): ReadonlySet<string> {
  const [room = '', id = ''] = home.split('/');
  const ids = new Set(room === 'pieces' ? [id] : room === 'frameworks' ? foundation : []);
  for (const each of ids)
    for (const one of pieces) if (one.id === each) broughtBy(one).forEach((brought) => ids.add(brought));
  return new Set([home, ...[...ids].map((piece) => `pieces/${piece}`)]);
}

/** What every framework begins with. */
const foundation = pieces
  .map(({ id }) => id)
  .filter((id) => frameworks.every((framework) => framework.foundation.includes(id)));

function homeOf(layer: string): string {
  const [room = '', id = ''] = layer.split('/');
  return room === 'frameworks' || id === '' ? room : `${room}/${id}`;
}

/** Every string literal of a module, by its syntax tree. */
const literals = (source: string): readonly string[] =>
  literalsOf(source).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));

/** The frameworks that strings, templates and regular expressions of a module name. Packages are no names. */
const namedIn = (source: string): readonly string[] =>
  literalsOf(source).flatMap(({ value, raw }) => {
    const text = typeof value === 'string' ? value : (raw ?? '');
    return text.match(new RegExp(`(?<![\\w@/-])(?:${ids(frameworks).join('|')})(?![\\w/-])`, 'gi')) ?? [];
  });

interface Literal {
  readonly value?: unknown;
  /** The source of a regular expression, or the text between two values of a template. */
  readonly raw?: string;
}

function literalsOf(source: string): readonly Literal[] {
  const found: Literal[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, value, raw } = node as Literal & { type?: string };
    if (type === 'Literal') found.push({ value, ...(raw !== undefined && { raw }) });
    if (type === 'TemplateElement') found.push(value as Literal);
    Object.values(node).forEach(visit);
  };
  visit(parseSync('file.ts', source).program);
  return found;
}

/** The rows of the Markdown table between <!-- name --> and <!-- /name -->, code marks dropped. */
function table(markdown: string, name: string): readonly (readonly string[])[] {
  const inside = markdown.split(`<!-- ${name} -->`)[1]?.split(`<!-- /${name} -->`)[0];
  if (inside === undefined) throw new Error(`Found no table "${name}".`);
  return inside
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '').replaceAll('\\|', '|')),
    );
}

const firstColumn = (rows: readonly (readonly string[])[]): readonly string[] =>
  rows.map(([first]) => first ?? '').sort();
