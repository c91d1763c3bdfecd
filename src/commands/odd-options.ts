import type { Answers } from '../define/answers.js';
import { RampartError } from '../errors.js';
import type { Catalogue } from '../plan/catalogue.js';
import { selectPieces } from '../plan/select.js';
import { frameworkOf } from '../plan/framework-of.js';

/** Options of frameworks and pieces that are not chosen, 'nest.adapter': they would change nothing. */
export function oddOptions(answers: Answers, catalogue: Catalogue): readonly string[] {
  const framework = frameworkOf(answers, catalogue);
  const chosen = selectPieces({ answers, framework, catalogue }).map(({ piece }) => piece.id);
  const known = new Set([framework.id, ...chosen]);
  return Object.entries(answers.options)
    .filter(([id]) => !known.has(id))
    .flatMap(([id, values]) => Object.keys(values).map((name) => `${id}.${name}`));
}

/** Throws on the first of them. */
export function refuseOddOptions(answers: Answers, catalogue: Catalogue): void {
  const [odd] = oddOptions(answers, catalogue);
  if (odd === undefined) return;
  throw new RampartError('RAMPART_BAD_VALUE', {
    option: '--option',
    expected: `of ${answers.framework} or of a piece that is chosen`,
    found: odd,
  });
}

/** The answers without them. */
export function withoutOddOptions(answers: Answers, catalogue: Catalogue): Answers {
  const odd = new Set(oddOptions(answers, catalogue).map((option) => option.split('.')[0]));
  const options = Object.fromEntries(Object.entries(answers.options).filter(([id]) => !odd.has(id)));
  return { ...answers, options };
}
