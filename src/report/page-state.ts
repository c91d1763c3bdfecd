import { cleanLine } from '../clean.js';
import { openEnvelope, seal } from '../evidence/envelope.js';
import type { NamedKey } from '../evidence/named-key.js';
import type { PlainRead } from '../evidence/plain-file.js';
import { readPageSigned, type WrittenPage } from '../evidence/schema.js';
import { sha256 } from '../sha256.js';
import { claimsBeyond } from './page-claims.js';

/**
 * The state of the page that was found:
 *
 *   absent    there is none
 *   intact    the last one written here, or signed by a trusted key for exactly these files
 *   older     an earlier one written here
 *   edited    its seal is broken, or its signature does not match
 *   unknown   sealed, but anyone can do that: neither this machine nor a signature says who wrote it
 *   theirs    not rampart's: a file with the same name, which is left alone
 */
export interface PageLook {
  readonly state: 'absent' | 'intact' | 'older' | 'edited' | 'unknown' | 'theirs';
  readonly because: string;
  /** Each is reported as a finding. */
  readonly problems: readonly string[];
}

export interface Looking {
  readonly read: PlainRead;
  /** The pages that were written here, newest last. */
  readonly written: readonly WrittenPage[];
  readonly trusted: readonly NamedKey[];
  /** The digest of the present files. */
  readonly digest: string | undefined;
  /** The page that this run would write; undefined with --only. */
  readonly today: string | undefined;
  /** 'ours': rampart made this repository, so the page with this name should be rampart's. */
  readonly made: 'ours' | 'theirs';
}

export const statusPath = 'SECURITY-STATUS.md';
export const noPage: PageLook = { state: 'absent', because: 'there is none', problems: [] };
const type = 'application/vnd.rampart.page+json';

/** Classifies a page. Pure. LF and CRLF are equal if a page uses only one of them: git may change them. */
export function lookAtPage({ read, written, trusted, digest, today, made }: Looking): PageLook {
  if ('no' in read && read.no === 'absent') return noPage;
  if ('no' in read) return edited(`cannot be read as a page: ${read.no}`);
  const page = textOf(read.bytes);
  if (page === undefined) return edited('was edited by hand: it is no text, or its line ends are mixed');
  if (made === 'theirs' && written.length === 0 && !/rampart/i.test(page))
    return { state: 'theirs', because: 'it is no page of rampart, and is left as it is', problems: [] };
  if (integrity(page) === 'edited') return edited('was edited by hand: its seal is broken');
  const found = written.findLastIndex(({ sha256: one }) => one === sha256(page));
  if (found >= 0 && found === written.length - 1)
    return { state: 'intact', because: 'it is the last that was written here', problems: [] };
  if (found >= 0)
    return { state: 'older', because: `it was written here at ${written[found]?.at ?? ''}`, problems: [] };
  const signed = signatureOf(page, trusted);
  if (signed === 'broken') return edited('was edited by hand: its signature does not fit');
  if (signed !== 'none' && signed.digest === digest)
    return { state: 'intact', because: `it was signed by ${signed.by} for these files`, problems: [] };
  return unknown({ page, written, today });
}

const edited = (what: string): PageLook => ({
  state: 'edited',
  because: `it ${what}`,
  problems: [`${statusPath} ${what}`],
});

function unknown({ page, written, today }: Pick<Looking, 'written' | 'today'> & { page: string }): PageLook {
  const beyond = today === undefined ? [] : claimsBeyond(page, today);
  const because =
    written.length > 0
      ? 'it is none of those that were written here, and no trusted key signed it'
      : 'it was not written on this machine, and no trusted key signed it: whether it was edited cannot be told';
  return {
    state: 'unknown',
    because,
    problems: [
      ...(written.length > 0
        ? [`${statusPath} was edited by hand and sealed again, or written elsewhere without a signature`]
        : []),
      ...(beyond.length > 0
        ? [
            `${statusPath} claims what this run did not see, in ${beyond.length} lines: ${beyond
              .slice(0, 3)
              .map((line) => cleanLine(line, 160))
              .join(' ; ')}`,
          ]
        : []),
    ],
  };
}

/** The text of a page; undefined if it is not UTF-8 or mixes line ends. */
function textOf(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const plain = text.replaceAll('\r\n', '\n');
    return plain === text || plain.replaceAll('\n', '\r\n') === text ? plain : undefined;
  } catch {
    return undefined;
  }
}

const ending =
  /<!-- rampart sha256 [0-9a-f]{64} -->\n(?:<!-- rampart signature (?<signature>[A-Za-z0-9+/=]+) -->\n)?$/;

/** Adds the last line. It reveals accidental edits, not forgery: anyone can compute it. */
export const withSeal = (text: string): string => `${text}${sealOf(text)}\n`;

/** Whether a page is unchanged since it was sealed. */
export function integrity(page: string): 'intact' | 'edited' {
  const match = ending.exec(page);
  if (match === null) return 'edited';
  return match[0].startsWith(sealOf(page.slice(0, match.index))) ? 'intact' : 'edited';
}

const sealOf = (text: string): string => `<!-- rampart sha256 ${sha256(text)} -->`;

/** A sealed page, signed for the files that it describes. */
export function signedPage(page: string, digest: string, key: NamedKey): string {
  const statement = seal(type, JSON.stringify({ page: sha256(page), digest }), key);
  return `${page}<!-- rampart signature ${Buffer.from(statement).toString('base64')} -->\n`;
}

/** The signer of a page, and the files it was signed for. 'broken': a trusted key signed other content. */
function signatureOf(
  page: string,
  trusted: readonly NamedKey[],
): { readonly by: string; readonly digest: string } | 'none' | 'broken' {
  const base64 = ending.exec(page)?.groups?.['signature'];
  if (base64 === undefined) return 'none';
  const statement = Buffer.from(base64, 'base64').toString('utf8');
  const opened = openEnvelope(type, statement, trusted);
  if ('no' in opened) return trusted.some(({ id }) => statement.includes(id)) ? 'broken' : 'none';
  const body = page.slice(0, page.lastIndexOf('<!-- rampart signature '));
  const said = readPageSigned(opened.text);
  return said?.page === sha256(body) ? { by: opened.by, digest: said.digest } : 'broken';
}
