import { strides, type Contributions, type Data } from '../define/piece.js';

/** Threats in the order of STRIDE: those that something meets, and those that stay open. */
export function threatData(contributions: readonly Contributions[]): Data {
  const threats = strides.flatMap((stride) =>
    contributions.flatMap((part) => part.threats ?? []).filter((threat) => threat.stride === stride),
  );
  return {
    threats: threats.flatMap((one) =>
      'met' in one
        ? [{ stride: one.stride, threat: one.threat, answer: one.met, shownBy: codes(one.shownBy) }]
        : [],
    ),
    openThreats: threats.flatMap((one) =>
      'open' in one ? [{ stride: one.stride, threat: one.threat, answer: one.open }] : [],
    ),
  };
}

const codes = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');
