import type { Answers } from '../define/answers.js';
import type { Data } from '../define/piece.js';
import type { PieceId } from '../define/words.js';
import { templateData } from './assemble-data.js';
import { unmounted, type Chosen } from './chosen.js';
import { contributionsOf } from './contributions-of.js';
import { parted, type FileAbove } from './around.js';
import { member, type Catalogue } from './catalogue.js';
import { composition } from './composition.js';
import { printModule } from './imports.js';
import { layerOrder, membershipOf } from './layer-order.js';
import { manifestFiles } from './manifest.js';
import { printPackageJson } from './print-package-json.js';
import { serviceLayout } from '../define/layout.js';
import { reachable } from './reachable.js';
import { renderEntry } from './render.js';
import { joinParts } from './join/join-parts.js';
import { mainOf } from './join/part-names.js';
import { selectPieces } from './select.js';
import { RampartError } from '../errors.js';
import type { Emitted } from './emitted.js';

interface Composing {
  readonly answers: Answers;
  readonly catalogue: Catalogue;
  readonly secret: (name: string) => string;
  /** Files that the user had before and keeps. They are not composed, and the manifest does not list them. */
  readonly theirs?: ReadonlySet<string>;
}

/**
 * Composes all files of a new service:
 *
 *   answers -> pieces chosen -> layers rendered -> files assembled -> unused left out -> parts joined
 *     -> separated by place -> manifest
 *
 * Pure: the same answers give the same bytes, apart from development secrets, which `secret` makes. The
 * layers are the framework's, then those of each piece, then the target's; each from any/ to the most special
 * adapter, and a piece's ends with files for one package manager. Two layers may not write one path. What
 * only an existing repo needs is left out.
 * Templates read the data of src/plan/assemble-data.ts; those of a piece also read the data() of its fit.
 */
export const composeNew = (asking: Composing): readonly Emitted[] => composeService(asking).files;

export function composeService({ answers, catalogue, secret, theirs = new Set() }: Composing): {
  readonly files: readonly Emitted[];
  readonly around: readonly FileAbove[];
} {
  const framework = member(catalogue.frameworks, answers.framework, 'framework');
  const target = member(catalogue.targets, answers.target, 'target');
  const chosen = selectPieces({ answers, framework, catalogue });
  const data = templateData({ answers, framework, target, chosen, layers: catalogue.layers, secret });
  const contributions = contributionsOf(framework, chosen, target);
  const secretFiles = new Set(contributions.flatMap((part) => part.secretFiles ?? []));
  const assembled = new Set(contributions.flatMap((part) => part.assembledFiles ?? []));

  const emitted = new Map<string, Placed>();
  const emit = (file: Emitted, layer: string, piece?: PieceId): void => {
    const other = emitted.get(file.path);
    if (other !== undefined)
      throw new RampartError('RAMPART_LAYER_CLASH', { path: file.path, layers: `${other.layer}, ${layer}` });
    emitted.set(file.path, { file, layer, piece });
  };

  const own = new Map<string, Data>(
    chosen.map(({ piece, fit, options }) => [piece.id, fit.data?.(options, answers) ?? {}]),
  );
  for (const { layer, piece } of layerOrder({
    framework,
    chosen,
    target,
    packageManager: answers.packageManager,
    seat: membershipOf(answers),
  })) {
    const ownData = piece === undefined ? data : withOwn(data, own.get(piece) ?? {}, layer);
    for (const entry of catalogue.layers[layer] ?? []) {
      const secretFile = secretFiles.has(entry.path);
      emit(
        {
          path: entry.path,
          text: renderEntry(entry, ownData),
          owner: assembled.has(entry.path) ? 'assembled' : 'owned',
          ...(secretFile && { mode: 0o600, privacy: 'secret' as const }),
        },
        layer,
        piece,
      );
    }
  }
  const root = framework.root(composition(chosen.map(mountedHere), framework));
  emit({ path: 'src/security/index.ts', text: printModule(root), owner: 'assembled' }, 'composition');
  emit(
    {
      path: 'package.json',
      text: printPackageJson({ answers, framework, target, chosen, catalogue }),
      owner: 'assembled',
    },
    'assembly',
  );
  const onlyForRepos = new Set(
    chosen.filter(({ fit }) => fit.mounts === 'in existing repos').map(({ piece }) => piece.id),
  );
  const { inside, around } = parted(
    joined(withoutUnused([...emitted.values()], onlyForRepos)).map(({ file }) => file),
    answers,
  );
  const files = inside.filter(({ path }) => !theirs.has(path)).sort((a, b) => (a.path < b.path ? -1 : 1));
  const resolved = { ...answers, pieces: chosen.map(({ piece }) => piece.id) };
  return { files: [...files, ...manifestFiles({ answers: resolved, layout: serviceLayout, files })], around };
}

const mountedHere = (entry: Chosen): Chosen =>
  entry.fit.mounts === 'in existing repos' ? unmounted(entry) : entry;

interface Placed {
  readonly file: Emitted;
  readonly layer: string;
  readonly piece?: PieceId | undefined;
}

/** Each part in its main, which keeps its place, owner and piece; the first part of a test may become the main. */
function joined(placed: readonly Placed[]): readonly Placed[] {
  const left = new Map(joinParts(new Map(placed.map(({ file }) => [file.path, file.text]))));
  const named = new Set(placed.map(({ file }) => file.path));
  return placed.flatMap((one) => {
    const main = mainOf(one.file.path) ?? one.file.path;
    const path = named.has(main) ? one.file.path : main;
    const text = left.get(path);
    left.delete(path);
    return text === undefined ? [] : [{ ...one, file: { ...one.file, path, text } }];
  });
}

/**
 * Leaves out what only an existing repo needs: sources of these pieces that nothing imports, and the tests of such
 * sources.
 */
function withoutUnused(placed: readonly Placed[], pieces: ReadonlySet<PieceId>): readonly Placed[] {
  const texts = new Map(placed.map(({ file }) => [file.path, isCode(file) ? file.text : '']));
  const [mine, others] = [true, false].map((wanted) =>
    placed
      .filter(({ file, piece }) => isCode(file) && (piece !== undefined && pieces.has(piece)) === wanted)
      .map(({ file }) => file.path),
  ) as [string[], string[]];
  const used = reachable(texts, others);
  const unused = new Set(mine.filter((path) => path.startsWith('src/') && !used.has(path)));
  const isNeeded = ({ file: { path } }: Placed): boolean =>
    !(path.startsWith('test/') ? [...reachable(texts, [path])] : [path]).some((each) => unused.has(each));
  return placed.filter(isNeeded);
}

const isCode = ({ path }: Emitted): boolean => /\.[cm]?ts$/.test(path);

function withOwn(data: Data, own: Data, layer: string): Data {
  const clash = Object.keys(own).find((name) => Object.hasOwn(data, name));
  if (clash !== undefined)
    throw new RampartError('RAMPART_LAYER_CLASH', { path: `data "${clash}"`, layers: layer });
  return { ...data, ...own };
}
