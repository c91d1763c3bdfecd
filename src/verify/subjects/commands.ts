import { posix } from 'node:path';
import { matchesPath } from '../../repo/matches-path.js';
import { inFolder, packageAt } from './package-at.js';
import { textsOf } from '../../own.js';
import type { Place } from './place.js';

/**
 * A command that a workflow runs, and the package it is for. 'above': it runs outside the package, or in a
 * folder named by an expression, and may affect it.
 */
export interface Ran {
  readonly text: string;
  /** The folder of its package.json, relative to the top. */
  readonly folder: string;
  readonly about: 'package' | 'above' | 'elsewhere';
}

/** Enough for any workflow; further commands are not read. */
const most = 500;
const deepest = 3;

/**
 * What a step runs, including the scripts of package.json and the files of the repository that it calls,
 * three levels deep. A command whose failure is ignored is left out, with all that it calls.
 */
export function commandsOf(place: Place, run: string, folder: string): readonly Ran[] {
  const found: Ran[] = [];
  unfold({ place, text: run, folder: below('', folder), depth: deepest, found });
  return found;
}

interface Unfolding {
  readonly place: Place;
  readonly text: string;
  readonly folder: string;
  readonly depth: number;
  readonly found: Ran[];
}

function unfold({ place, text, folder, depth, found }: Unfolding): void {
  let here = folder;
  for (const line of text.replace(/\\\r?\n/g, ' ').split(/\r?\n/)) {
    if (/\|\|\s*(?:true|:|exit 0)\s*$|^\s*#/.test(line)) continue;
    for (const words of line.split(/&&|;/).map((part) => part.trim())) {
      if (words === '' || found.length >= most) continue;
      const moved = /^(?:cd|pushd)\s+(?:--\s+)?["']?([^"'\s]+)["']?$/.exec(words)?.[1];
      if (moved !== undefined) {
        here = below(here, moved);
        continue;
      }
      const target = targetOf(words, here, place);
      found.push({ text: words, folder: target.folder, about: target.about });
      if (depth === 0) continue;
      for (const { text: more, folder: where } of calledBy(words, target, here, place))
        if (more !== text) unfold({ place, text: more, folder: where, depth: depth - 1, found });
    }
  }
}

type Target = Pick<Ran, 'folder' | 'about'>;

/** The package.json of a command: that of its folder, unless its options name others. */
function targetOf(words: string, here: string, place: Place): Target {
  const moved = /\s(?:--prefix|-C|--dir|--cwd)[= ]["']?([^"'\s]+)/.exec(words)?.[1];
  const from = moved === undefined ? here : below(here, moved);
  const named = namedPackages(words);
  if (named.length === 0) return standing(packageFolder(from, place), place);
  return named.some((name) => isPackage(name, from, place))
    ? { folder: place.prefix, about: 'package' }
    : { folder: from, about: 'elsewhere' };
}

function standing(folder: string, { prefix }: Place): Target {
  if (folder === prefix) return { folder, about: 'package' };
  if (folder === nowhere) return { folder, about: 'above' };
  return { folder, about: isAbove(folder, prefix) ? 'above' : 'elsewhere' };
}

const isAbove = (folder: string, prefix: string): boolean => folder === '' || prefix.startsWith(`${folder}/`);

/** Packages named by options of npm, pnpm, yarn, bun and workspace tools; '*' for all. */
function namedPackages(words: string): readonly string[] {
  if (
    /^(?:npx\s+|pnpm\s+(?:exec\s+)?|yarn\s+)?(?:turbo|lerna|nx)\s/.test(words) &&
    !/\s--(?:filter|scope|projects?)[= ]/.test(words)
  )
    return ['*'];
  if (/\s(?:--workspaces|-ws|-r|--recursive)(?=\s|$)|\byarn workspaces (?:foreach|run)\b/.test(words))
    return ['*'];
  const options = [
    ...words.matchAll(/\s(?:--workspace|-w|--filter|-F|--scope|--projects?)[= ]["']?([^"'\s]+)/g),
  ];
  const yarn = /\byarn workspace ["']?([^"'\s]+)/.exec(words);
  return [...options, ...(yarn === null ? [] : [yarn])].map(([, name = '']) => name);
}

/** Whether a filter selects the package: by name, by folder, or as changed: '[origin/main]'. */
function isPackage(name: string, from: string, place: Place): boolean {
  const plain = name.replace(/^\{|\}$/g, '').replace(/^\.\.\.|\.\.\.$/g, '');
  if (plain === '*' || plain === '**' || /^\[.*\]$/.test(plain)) return true;
  const own = packageAt(place, place.prefix).manifest.name;
  if (own !== undefined && matchesPath(plain, String(own))) return true;
  return matchesPath(below(from, plain), place.prefix);
}

/** The folder of the nearest package.json, upwards, or the top. */
function packageFolder(from: string, place: Place): string {
  if (from === nowhere) return nowhere;
  for (let folder = from; folder !== ''; folder = parent(folder))
    if (folder === place.prefix || place.read(inFolder(folder, 'package.json')).state !== 'absent')
      return folder;
  return '';
}

const parent = (folder: string): string => (folder.includes('/') ? posix.dirname(folder) : '');

/** A folder relative to the top. One that leaves the repository, or contains an expression, is unknown. */
function below(here: string, path: string): string {
  if (here === nowhere || /[$~]/.test(path) || path.startsWith('/')) return nowhere;
  const joined = posix.join(here, path).replace(/\/$/, '');
  return joined === '.' ? '' : joined.startsWith('..') ? nowhere : joined;
}

/** A name that no folder has. */
const nowhere = '\u0000';

/** Texts that a command runs, with their folders: scripts of its package.json, files of the repository. */
function calledBy(
  words: string,
  target: Target,
  here: string,
  place: Place,
): readonly { readonly text: string; readonly folder: string }[] {
  const scripts =
    target.about === 'elsewhere' || target.folder === nowhere
      ? {}
      : textsOf(packageAt(place, target.folder).manifest.scripts);
  const names = [...words.matchAll(scriptCall)].map(([, name = '']) => name);
  const runner = /\b(?:turbo|lerna|nx)\b/.test(words) ? words.split(/[\s,=]+/) : [];
  const called = [...names, ...runner].flatMap((name) =>
    Object.hasOwn(scripts, name) ? (scripts[name] ?? '') : [],
  );
  const files = [...words.matchAll(fileCall)]
    .map(([, path = '']) => below(here, path))
    .filter((path) => path !== nowhere && !/\.(?:[cm]?[jt]s|json|md)$/.test(path))
    .flatMap((path) => {
      const text = place.read(path);
      return text.state === 'read' ? [text.text] : [];
    });
  return [
    ...called.map((text) => ({ text, folder: target.folder })),
    ...files.map((text) => ({ text, folder: here })),
  ];
}

const fileCall = /(?:^|[\s;&|])(?:\.\/)?([\w./-]*[\w-]\/[\w.-]+|[\w-]+\.sh)(?=$|[\s;&|])/g;

/** `npm test`, `npm run lint`, `npm -w api run lint`, `yarn workspace api lint`, ... */
const scriptCall =
  /\b(?:npm|pnpm|yarn|bun)\s+(?:(?:--(?:workspace|filter|prefix|dir|cwd)\s+\S+|-[wFC]\s+\S+|-[\w-]+(?:=\S+)?|workspace\s+\S+|workspaces\s+(?:foreach|run))\s+)*(?:run\s+|run-script\s+)?([\w:.-]+)/g;
