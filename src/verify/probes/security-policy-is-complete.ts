import { fail, onRepo, pass, verdictOf } from '../probe.js';
import { headingsOf } from '../probing/documents.js';

interface Policy {
  readonly path: string | undefined;
  readonly headings: readonly string[];
  readonly words: number;
  readonly contact: 'given' | 'missing';
  readonly unfilled: readonly string[];
}

const wanted: readonly (readonly [string, RegExp])[] = [
  ['how to report', /report/i],
  ['what is supported', /support|version/i],
  ['how fast an answer comes', /respon|answer|expect|time|process/i],
];
const placeholders =
  /\b(?:TODO|TBD|FIXME|CHANGE_?ME)\b|<your[^>]*>|\[your[^\]]*\]|security@example\.(?:com|org)/gi;

export const securityPolicyIsComplete = onRepo<Policy>({
  id: 'security-policy-is-complete',
  question: 'Does SECURITY.md say how to report, what is supported and how fast an answer comes?',
  how:
    'Reads SECURITY.md. A missing heading on reports, support or response time, no contact, too few ' +
    'words, or a placeholder fails.',
  exercise: async (repo) => {
    const path = ['SECURITY.md', '.github/SECURITY.md', 'docs/SECURITY.md'].find((each) => repo.has(each));
    const text = path === undefined ? '' : (repo.read(path) ?? '');
    return {
      path,
      headings: headingsOf(text),
      words: text.split(/\s+/).length,
      contact:
        /[\w.+-]+@[\w-]+\.\w+|https?:\/\/\S+|private(?:ly)? .{0,40}report|security advisor|report a vulnerability/i.test(
          text,
        )
          ? 'given'
          : 'missing',
      unfilled: [...new Set(text.match(placeholders) ?? [])],
    };
  },
  read: ({ path, headings, words, contact, unfilled }) => {
    if (path === undefined) return [fail('SECURITY.md does not exist')];
    return verdictOf(
      [
        ...wanted
          .filter(([, heading]) => !headings.some((each) => heading.test(each)))
          .map(([what]) => fail(`no heading says ${what}`, path)),
        ...(contact === 'missing' ? [fail('names no address to report to', path)] : []),
        ...(words < 60 ? [fail(`has ${words} words: the headings are not filled`, path)] : []),
        ...unfilled.map((text) => fail(`still holds ${text}`, path)),
      ],
      pass(`${path} has ${headings.length} sections and a contact`),
    );
  },
});
