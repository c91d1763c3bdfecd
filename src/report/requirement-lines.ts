import { byNumber } from '../controls/asvs/by-number.js';
import { requirementById } from '../controls/asvs/index.js';
import { controlById } from '../controls/index.js';
import type { RequirementEvidence } from '../define/requirement-evidence.js';
import type { ControlRow } from './shape.js';

/**
 * The appendix of the page, each line under 120 characters: the requirements that the passing controls are
 * evidence for.
 *
 *   - v5.0.0-2.4.1 (L2) what it asks for
 *     - the control, in part:
 *       why its probes are evidence
 */
export function requirementLines(rows: readonly Pick<ControlRow, 'id' | 'outcome'>[]): readonly string[] {
  const pairs = rows
    .filter(({ outcome }) => outcome === 'pass')
    .flatMap(({ id }) => pairsOf(id))
    .sort(byNumber);
  if (pairs.length === 0) return ['None.'];
  return [
    intro,
    '',
    ...pairs.flatMap((pair, at) => [
      ...(pair.id === pairs[at - 1]?.id ? [] : [headOf(pair.id)]),
      ...linesOf(pair),
    ]),
  ];
}

const intro =
  'Evidence for requirements of OWASP ASVS 5.0.0, which are told in short words of our own. It is no certificate.';

type Pair = RequirementEvidence & { readonly control: string };

const pairsOf = (control: string): readonly Pair[] =>
  (controlById.get(control)?.maps.asvs ?? []).map((pair) => ({ ...pair, control }));

const headOf = (id: string): string => {
  const requirement = requirementById.get(id);
  return `- v5.0.0-${id} (L${String(requirement?.level)}) ${requirement?.text ?? ''}`;
};

const linesOf = ({ control, covers, because }: Pair): readonly string[] => [
  `  - ${control}${covers === 'part' ? ', in part' : ''}:`,
  `    ${because}`,
];
