import { requirements } from '../controls/asvs/index.js';
import { controls } from '../controls/index.js';
import { dispositions } from '../define/requirement.js';
import type { Requirement } from '../define/requirement.js';
import type { RequirementEvidence } from '../define/requirement-evidence.js';

/** An ASVS requirement in the JSON of `rampart list asvs`. */
interface Shown {
  readonly id: string;
  readonly level: number;
  readonly text: string;
  readonly disposition: Requirement['disposition']['is'];
  /** The planned control, or the reason; '' if controls cover it. */
  readonly because: string;
  readonly evidence: readonly (Omit<RequirementEvidence, 'id'> & { readonly control: string })[];
}

/** Every requirement of the ASVS, and how rampart handles it. */
export const asvsDocument = (): readonly Shown[] =>
  requirements.map(({ id, level, text, disposition: { is, because } }) => ({
    id: `v5.0.0-${id}`,
    level,
    text,
    disposition: is,
    because,
    evidence: controls.flatMap(({ id: control, maps }) =>
      (maps.asvs ?? [])
        .filter((pair) => pair.id === id)
        .map(({ covers, because: why }) => ({ control, covers, because: why })),
    ),
  }));

/** The same as text: two lines each, at most 120 characters; the second is dim. */
export function asvsLines(): readonly (readonly [line: string, more: string])[] {
  return asvsDocument().map((shown) => [
    `${shown.id.padEnd(width)}  L${String(shown.level)}  ${shown.text}`,
    `${' '.repeat(width + 6)}${becomes(shown)}`,
  ]);
}

const width = 'v5.0.0-10.4.10'.length;

/** 'evidence, in part: rate-limit-global', 'planned: auth', 'organisation: a document that ...' */
const becomes = ({ disposition, because, evidence }: Shown): string => {
  if (evidence.length === 0) return `${disposition}: ${because}`;
  const part = evidence.every(({ covers }) => covers === 'part') ? ', in part' : '';
  return `${disposition}${part}: ${evidence.map(({ control }) => control).join(', ')}`;
};

/** '345 requirements: 42 evidence, ...' */
export function asvsSum(): string {
  const counts = dispositions.map((word) => {
    const count = requirements.filter(({ disposition }) => disposition.is === word).length;
    return `${String(count)} ${word}`;
  });
  return `${String(requirements.length)} requirements of ASVS 5.0.0: ${counts.join(', ')}`;
}
