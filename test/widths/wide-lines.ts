/** More than this does not fit beside a second file, or into a review. */
const limit = 120;

export interface WideLine {
  readonly line: number;
  readonly width: number;
}

/** Lines of a text that are wider than the limit, but for those that may be. */
export function wideLines(path: string, text: string): readonly WideLine[] {
  if (text.includes('\0') || apart.test(path)) return [];
  const kind = kindOf(path);
  return text.split(/\r?\n/).flatMap((content, at) => {
    const width = [...content].length;
    if (width <= limit || mayBeWide({ content, kind, path })) return [];
    return [{ line: at + 1, width }];
  });
}

/** Written by a tool, by lawyers, or by other people: repositories that `add` and `verify` are tried on. */
const apart = /(?:^|\/)(?:package-lock\.json|LICENSE)(?:\.txt)?$|^test\/(?:repos|foreign\/cases)\//;

type Kind = 'code' | 'json' | 'markdown' | 'other';

/** 'README.md.hbs' is a template of Markdown, 'Dockerfile.txt' a golden Dockerfile. */
function kindOf(path: string): Kind {
  const [ending = ''] = /\.\w+$/.exec(path.replace(/\.(?:hbs|txt)$/, '')) ?? [];
  if (/^\.[cm]?[jt]s$/.test(ending)) return 'code';
  if (ending === '.json') return 'json';
  return ending === '.md' ? 'markdown' : 'other';
}

interface Line {
  readonly content: string;
  readonly kind: Kind;
  readonly path: string;
}

function mayBeWide({ content, kind, path }: Line): boolean {
  const text = content.trim();
  if (kind === 'code')
    return isRegularExpression(text) || (isTest.test(path) && isCase(text)) || isLink(text);
  if (kind === 'json') return isJsonText(text);
  if (kind === 'markdown' && (isTableRow(text) || isHeading(text) || isCodeSpan(text))) return true;
  return isWord(text) || [...content.replace(digest, '')].length <= limit;
}

/** A regular expression has no way to go on in the next line. */
const isRegularExpression = (text: string): boolean => /^\/(?![/*]).+\/[a-z]*(?:\.\w+\()?[),;]*$/.test(text);

/** Rows below one another are read as a table: one case, one line. */
const isCase = (text: string): boolean => /^(?:(?:\.\.\.)?\[.*\]|\{.*\}),$/.test(text);
const isTest = /(?:^|\/)test\//;

/** JSON has no way to split a text. */
const isJsonText = (text: string): boolean => /^(?:"[^"]*": )?".*",?$/.test(text);

/** In Markdown a line break ends a row and a heading; in a code span it would be copied into a shell. */
const isTableRow = (text: string): boolean => text.startsWith('|');
const isHeading = (text: string): boolean => /^#{1,6} /.test(text);
const isCodeSpan = (text: string): boolean => /^(?:[-*] )?`[^`]+`[.,:;]?$/.test(text);

/** One word, such as a URL, after the mark of a list or of a comment. */
const isWord = (text: string): boolean => /^(?:(?:[-*>#]|\/\/) )?\S+$/.test(text);
const isLink = (text: string): boolean => /^(?:\/\/|\*) https?:\/\/\S+$/.test(text);

/** An image is named with its digest in one line. */
const digest = /@sha256:[0-9a-f]{64}/g;
