/**
 * Makes a stranger's text (names of files, headers, logs, workflows) safe to show. Invisible and control characters
 * are spelled out, `\u{1b}`, never dropped: two names that differ still differ when shown.
 *
 *   cleanLine   one line, such as a reason; line ends become blanks
 *   cleanName   one name; line ends are spelled out too
 *   cleanText   text to print; lines and tabs stay as they are
 *   cleanJson   all strings and keys of a JSON document, except those that are `Exact`
 */
export const cleanLine = (text: string, most = longestLine): string =>
  cut(
    cut(text, most)
      .replace(/[\r\n\t]+/g, ' ')
      .replace(unseen, spelled),
    most,
  );

export const cleanName = (text: string): string =>
  cut(
    cut(text, longestName)
      .replace(/[\n\t]/g, spelled)
      .replace(unseen, spelled),
    longestName,
  );

/** Keeps line breaks. A carriage return is spelled out, except at the end of a line. */
export const cleanText = (text: string): string =>
  text
    .split('\n')
    .map((line) => {
      const end = line.endsWith('\r') ? '\r' : '';
      const content = cut(end === '' ? line : line.slice(0, -1), longestLine);
      return cut(content.replace(unseen, spelled), longestLine) + end;
    })
    .join('\n');

/** Long enough for a line of code, and short enough for a terminal. */
const longestLine = 20_000;
const longestName = 1000;

/**
 * Control characters (C0, DEL, C1) except line feed and tab, format and bidi characters, zero-width and other
 * ignorable ones, line and paragraph separators, private characters, noncharacters and lone surrogates; blanks that
 * look like letters.
 */
const unseen =
  /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]/gu;

const spelled = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/**
 * Shortens a text to `most` characters, if possible at a blank, and marks it as cut. A text that was cut once
 * is not cut again.
 */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const room = most - tail.length;
  const blank = text.lastIndexOf(' ', room);
  const kept = text.slice(0, blank > room - longestWord ? blank : room);
  return `${kept.replace(/[\uD800-\uDBFF]$/, '')}${tail}`;
}
const longestWord = 60;
const tail = ' ... (cut)';

/** A text that programs must get unchanged, such as the contents of a file in a plan. */
export class Exact {
  constructor(readonly text: string) {}
}

/** Cleans all strings and keys of a document. Line ends and tabs stay. */
export function cleanDeep(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Exact) return value.text;
  if (depth > deepest) return '(nested too deeply)';
  if (Array.isArray(value)) return value.map((each) => cleanDeep(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [cleanName(key), cleanDeep(each, depth + 1)]),
  );
}

/** Our own documents are not nested deeper. */
const deepest = 100;

/** JSON with clean bytes: unsafe characters of exact texts become JSON escapes. */
export const cleanJson = (value: unknown): string =>
  JSON.stringify(cleanDeep(value), null, 2).replace(unseen, (character) =>
    [...character]
      .flatMap((each) => Array.from({ length: each.length }, (_, at) => each.charCodeAt(at)))
      .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
      .join(''),
  );
