import { frameworks } from '../../generators/frameworks/index.js';
import { pieces } from '../../generators/pieces/index.js';
import { targets } from '../../generators/targets/index.js';
import { controls } from '../controls/index.js';
import { missingOf } from '../plan/available-pieces.js';
import { catalogue as errors, type ErrorKind } from '../errors.js';

/** The page of docs/ that has a table. */
export const homes = {
  controls: 'checklist',
  frameworks: 'services',
  pieces: 'services',
  targets: 'services',
  errors: 'errors',
} as const;
/** Tables of docs/, made from the definitions: the head, then a row for each; cells may have code marks. */
export const tables: Readonly<Record<keyof typeof homes, readonly (readonly string[])[]>> = {
  pieces: [
    ['piece', 'preset', 'what it does', ...frameworks.map(({ id }) => id)],
    ...pieces.map((piece) => [
      `\`${piece.id}\``,
      piece.preset,
      piece.why,
      ...frameworks.map((framework) => (missingOf(piece.id, framework, pieces) === undefined ? 'yes' : 'no')),
    ]),
  ],
  frameworks: [
    ['framework', 'what it is'],
    ...frameworks.map(({ id, title, why }) => [`\`${id}\``, `${title}: ${why}`]),
  ],
  targets: [['target', 'what it is'], ...targets.map(({ id, why }) => [`\`${id}\``, why])],
  controls: [
    ['control', 'severity', 'claim'],
    ...controls.map(({ id, severity, claim }) => [`\`${id}\``, severity, claim]),
  ],
  errors: [
    ['code', 'exit', 'what mends it'],
    ...Object.entries<ErrorKind>(errors)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, { exit, remedy }]) => [`\`${code}\``, String(exit), remedy(placeholders())]),
  ],
};

/** The facts of an error are only known when it happens; the table shows their names. */
function placeholders(): Readonly<Record<string, string>> {
  return new Proxy({}, { get: (_, name) => `<${String(name)}>` });
}
