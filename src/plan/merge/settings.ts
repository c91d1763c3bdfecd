import { isDeepStrictEqual } from 'node:util';
import { eolOf } from '../../repo/eol.js';
import { yamlIn } from '../../repo/yaml.js';
import { recordOf } from '../../own.js';

/** A settings file with the added settings, and those that differ from ours. */
export interface Merged {
  readonly after: string;
  /** Keys that have another value, which stays. */
  readonly kept: readonly string[];
}

/** Adds our settings of a package manager to existing ones. Undefined if the text is not understood. */
export function mergeSettings(before: string, wanted: string, path: string): Merged | undefined {
  if (path.endsWith('.toml')) return mergeTable(before, wanted);
  return path.endsWith('.npmrc') ? mergeLines(before, wanted) : mergeYaml(before, wanted);
}

function mergeLines(before: string, wanted: string): Merged {
  const present = pairsOf(before);
  const missing = blocksOf(wanted, (key) => !present.has(key));
  return { after: appended(before, missing), kept: differing(present, pairsOf(wanted)) };
}

const pairsOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split(/\r?\n/).flatMap((line) => {
      const [, key, value = ''] = /^\s*([^\s#;[=:]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
      return key === undefined ? [] : [[key, value] as const];
    }),
  );

/** Merges top-level keys only. The result is parsed again: every old value must still be there. */
function mergeYaml(before: string, wanted: string): Merged | undefined {
  const present = mappingIn(before);
  const ours = mappingIn(wanted);
  if (present === undefined || ours === undefined) return undefined;
  const after = appended(
    before,
    blocksOf(wanted, (key) => !Object.hasOwn(present, key)),
  );
  if (!isDeepStrictEqual(mappingIn(after), { ...ours, ...present })) return undefined;
  return {
    after,
    kept: Object.keys(ours).filter(
      (key) => Object.hasOwn(present, key) && !isDeepStrictEqual(present[key], ours[key]),
    ),
  };
}

/** Undefined for a list or a plain value. */
function mappingIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = yamlIn(text) ?? {};
    const mapping = recordOf(value);
    return mapping === value ? mapping : undefined;
  } catch {
    return undefined;
  }
}

const heading = /^\s*\[install\]\s*(?:#.*)?$/;

/** All our settings are below [install]. A table in another notation is left to its owner. */
function mergeTable(before: string, wanted: string): Merged | undefined {
  const lines = before.split(/\r?\n/);
  const start = lines.findIndex((line) => heading.test(line));
  const isOtherwise = lines.some((line) =>
    /^\s*(?:install\s*[=.]|\[\[?\s*["']?install["']?\s*\]\]?)/.test(line),
  );
  if (start === -1)
    return isOtherwise ? undefined : { after: appended(before, wanted.trimEnd().split('\n')), kept: [] };
  const rest = lines.slice(start + 1);
  const length = rest.findIndex((line) => /^\s*\[/.test(line));
  const present = pairsOf(rest.slice(0, length === -1 ? rest.length : length).join('\n'));
  const missing = blocksOf(wanted, (key) => !present.has(key));
  return {
    after: [...lines.slice(0, start + 1), ...missing, ...rest].join(eolOf(before)),
    kept: differing(present, pairsOf(wanted)),
  };
}

const differing = (
  present: ReadonlyMap<string, string>,
  wanted: ReadonlyMap<string, string>,
): readonly string[] =>
  [...wanted.keys()].filter((key) => present.has(key) && present.get(key) !== wanted.get(key));

/** The lines of the chosen keys, each run of them with the comment above it. */
function blocksOf(text: string, takes: (key: string) => boolean): readonly string[] {
  const taken: string[] = [];
  let comments: string[] = [];
  let previous = '';
  for (const line of text.split('\n')) {
    const key = /^([\w-]+)\s*[=:]/.exec(line)?.[1];
    if (line.startsWith('#')) comments = previous.startsWith('#') ? [...comments, line] : [line];
    else if (key !== undefined && takes(key)) {
      taken.push(...comments, line);
      comments = [];
    }
    previous = line;
  }
  return taken;
}

function appended(before: string, lines: readonly string[]): string {
  if (lines.length === 0) return before;
  const eol = eolOf(before);
  const start = before === '' || before.endsWith('\n') ? before : `${before}${eol}`;
  return start + lines.map((line) => `${line}${eol}`).join('');
}
