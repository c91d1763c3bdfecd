import { controlById } from '../../controls/index.js';
import { fail, inconclusive, onRepo, pass, verdictOf } from '../probe.js';

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

interface Guide {
  readonly text: 'found' | 'missing';
  readonly controls: readonly string[];
  readonly absent: readonly string[];
  readonly missingFiles: readonly string[];
}

const guide = 'SECURITY-IMPLEMENTATION.md';

/**
 * A control counts as added if the manifest or the guide says so; the probes of that control check whether it
 * works.
 */
export const guideNamesWhatExists = onRepo<Guide>({
  id: 'guide-names-what-exists',
  question: 'Has each control that was added its section in the guide, and does every named file exist?',
  exercise: async (repo) => {
    const text = repo.read(guide);
    if (text === undefined) return { text: 'missing', controls: [], absent: [], missingFiles: [] };
    const mentioned = [...controlById.keys()].filter((id) =>
      new RegExp(`\`${id}\`|^#+ .*${id}\\b`, 'm').test(text),
    );
    const headings = headingsOf(text).join('\n');
    return {
      text: 'found',
      controls: mentioned,
      absent: mentioned.filter((id) => !headings.includes(id) && !sectionNames(text, id)),
      missingFiles: namedFiles(text).filter((path) => !repo.has(path)),
    };
  },
  read: ({ text, controls, absent, missingFiles }) => {
    if (text === 'missing') return [fail(`${guide} does not exist`)];
    if (controls.length === 0) return [inconclusive(`${guide} names no control of this catalogue`, guide)];
    return verdictOf(
      [
        ...absent.map((id) => fail(`${id} has no section`, guide)),
        ...missingFiles.map((path) => fail(`names ${path}, which does not exist`, guide)),
      ],
      pass(`${guide} has sections for ${controls.length} controls; every file that it names exists`),
    );
  },
});

/** Files that a document names in backticks, except files that are built, installed or private. */
export const namedFiles = (text: string): readonly string[] =>
  [
    ...new Set(
      [
        ...text.matchAll(
          /`((?:[\w.@-]+\/)+[\w.-]+\.\w+|[\w-]+\.(?:ts|js|md|json|ya?ml)|Dockerfile|\.(?:gitignore|dockerignore|env[\w.]*))`/g,
        ),
      ].map((match) => match[1] ?? ''),
    ),
  ].filter(
    (path) => !/^(?:dist|node_modules)\/|\.env$|\.env\.|evidence\.json|SECURITY-STATUS\.md$/.test(path),
  );

const headingsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^#{1,4} +(.+)$/gm)].map((match) => match[1] ?? '');

/** Whether a section under a heading names the control. */
const sectionNames = (text: string, id: string): boolean =>
  new RegExp(`^#{2,4} [^\\n]*\\n(?:(?!^#)[^\\n]*\\n)*[^\\n]*\`${id}\``, 'm').test(text);
