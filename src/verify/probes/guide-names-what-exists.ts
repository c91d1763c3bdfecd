import { controlById } from '../../controls/index.js';
import { fail, inconclusive, onRepo, pass, verdictOf } from '../probe.js';
import { headingsOf, namedFiles } from '../probing/documents.js';

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
  how:
    'Reads SECURITY-IMPLEMENTATION.md. A control that it mentions without a section, or a file that ' +
    'it names and that does not exist, fails.',
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

/** Whether a section under a heading names the control. */
const sectionNames = (text: string, id: string): boolean =>
  new RegExp(`^#{2,4} [^\\n]*\\n(?:(?!^#)[^\\n]*\\n)*[^\\n]*\`${id}\``, 'm').test(text);
