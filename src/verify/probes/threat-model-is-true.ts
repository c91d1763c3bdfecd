import { fail, onRepo, pass, verdictOf } from '../probe.js';
import { namedFiles } from '../probing/documents.js';

interface Transcript {
  readonly path: string | undefined;
  /** Kinds of threats that have their own row or section. */
  readonly kinds: readonly string[];
  readonly missingFiles: readonly string[];
  readonly unfilled: readonly string[];
  readonly flow: 'shown' | 'missing';
  readonly open: 'said' | 'missing';
}

/** The names of the six kinds of STRIDE. */
const stride: readonly (readonly [string, RegExp])[] = [
  ['Spoofing', /spoofing/i],
  ['Tampering', /tampering/i],
  ['Repudiation', /repudiation/i],
  ['Information disclosure', /information disclosure/i],
  ['Denial of service', /denial of service/i],
  ['Elevation of privilege', /elevation of privilege/i],
];
const placeholders = /\b(?:TODO|TBD|FIXME|CHANGE_?ME)\b|<your[^>]*>|\[your[^\]]*\]/gi;

export const threatModelIsTrue = onRepo<Transcript>({
  id: 'threat-model-is-true',
  question:
    'Does the threat model show the flow of data, cover all six kinds of threat, and name only files that exist?',
  how:
    'Reads THREAT-MODEL.md. A kind of STRIDE without a threat, a named file that does not exist, or ' +
    'no data flow or open risks fails.',
  exercise: async (repo) => {
    const path = [
      'THREAT-MODEL.md',
      'docs/THREAT-MODEL.md',
      '.github/THREAT-MODEL.md',
      'docs/threat-model.md',
    ].find((each) => repo.has(each));
    const text = path === undefined ? '' : (repo.read(path) ?? '');
    const rows = text.split('\n').filter((line) => /^(?:\||#{2,4} |[-*] )/.test(line) && line.length > 30);
    return {
      path,
      kinds: stride.filter(([, name]) => rows.some((row) => name.test(row))).map(([kind]) => kind),
      missingFiles: namedFiles(text).filter((file) => !repo.has(file)),
      unfilled: [...new Set(text.match(placeholders) ?? [])],
      flow: /data ?flow|how data flows|```mermaid|trust boundar/i.test(text) ? 'shown' : 'missing',
      open: /stays? open|residual|accepted|not (?:met|mitigated)|open threats/i.test(text)
        ? 'said'
        : 'missing',
    };
  },
  read: ({ path, kinds, missingFiles, unfilled, flow, open }) => {
    if (path === undefined) return [fail('THREAT-MODEL.md does not exist')];
    return verdictOf(
      [
        ...stride
          .filter(([kind]) => !kinds.includes(kind))
          .map(([kind]) => fail(`has no threat of the kind ${kind}`, path)),
        ...missingFiles.map((file) => fail(`names ${file}, which does not exist`, path)),
        ...unfilled.map((text) => fail(`still holds ${text}`, path)),
        ...(flow === 'missing' ? [fail('does not show how data flows', path)] : []),
        ...(open === 'missing' ? [fail('does not say what stays open', path)] : []),
      ],
      pass(`${path} covers the six kinds of threat; every file that it names exists`),
    );
  },
});
