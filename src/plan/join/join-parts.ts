import { parseSync } from 'oxc-parser';
import { moduleNames } from '../module-names.js';
import { joinGroup } from './join-group.js';
import { linksOf } from './links-of.js';
import { isTest, mainOf, refuseParts, templateAt } from './part-names.js';
import { withoutLink } from './without-link.js';

/**
 * Joins every part into the file that it is a part of, so that a protection is one file however its templates are
 * divided among layers: 'dir/name+part.ts' goes into 'dir/name.ts', which imports it. Only files of the same group
 * may import a part. A main may hand on parts of several pieces: it is joined without those that are not there.
 * Parts of a test, 'test/name+part.test.ts', are as many as there are pieces for it, so their main may be missing.
 */
export function joinParts(given: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const files = new Map([...given].map(([path, text]) => [path, withoutAbsent(path, text, given)]));
  const groups = new Map<string, string[]>();
  for (const path of files.keys()) {
    const main = mainOf(path);
    if (main === undefined) continue;
    if (!files.has(main) && !isTest(main)) refuseParts(main, `${path} without it`);
    groups.set(main, [...(groups.get(main) ?? (files.has(main) ? [main] : [])), path]);
  }
  for (const [path, text] of files) refuseStrangers(path, text, files);
  const joined = new Map([...files].filter(([path]) => mainOf(path) === undefined));
  for (const [main, paths] of groups)
    joined.set(main, joinedOnce(main, new Map(paths.map((path) => [path, files.get(path) ?? '']))));
  return joined;
}

/** The text without what it hands on from its own parts that are not there. */
function withoutAbsent(path: string, text: string, files: ReadonlyMap<string, string>): string {
  if (!mayName.test(text)) return text;
  const absent = linksOf(path, text).filter(
    ({ to, how }) => how === 'handed on' && mainOf(to) === path && !files.has(to),
  );
  return absent.reduce((left, { to }) => withoutLink(path, left, to), text);
}

/** Joined once: verify makes a plan for each piece, and most of their files are the same. */
const known = new Map<string, string>();

function joinedOnce(main: string, texts: ReadonlyMap<string, string>): string {
  const key = JSON.stringify([main, ...texts]);
  const text = known.get(key) ?? joinGroup(main, texts);
  known.set(key, text);
  return text;
}

/** Names of modules that may be parts: most texts have none, and need no parser. */
const mayName = /['"]\.[^'"\n]*\+[^'"\n]*['"]/;

function refuseStrangers(path: string, text: string, files: ReadonlyMap<string, string>): void {
  if (!/\.[cm]?ts$/.test(path) || !mayName.test(text)) return;
  for (const { module } of moduleNames(parseSync('template.ts', text).program)) {
    const part = templateAt(module, path) ?? '';
    const main = mainOf(part);
    if (main === undefined) continue;
    if (!files.has(part)) refuseParts(main, `${path}, which imports ${part}, and no such part`);
    if (path !== main && mainOf(path) !== main)
      refuseParts(main, `${path}, which imports ${part} from outside`);
  }
}
