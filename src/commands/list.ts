import { claims } from '../controls/claims.js';
import { controls } from '../controls/index.js';
import type { Piece } from '../define/piece.js';
import { exits, RampartError } from '../errors.js';
import { missingOf } from '../plan/available-pieces.js';
import { paint, say, type Io } from './io.js';
import { asvsDocument, asvsLines, asvsSum } from './list-asvs.js';
import { lists } from './lists.js';
import { nearest } from './nearest.js';
import type { Answer, Call } from './command.js';

interface Line {
  readonly id: string;
  readonly title: string;
  /** Of a piece: the frameworks that can have it. */
  readonly frameworks?: readonly string[];
}

const kinds: Readonly<Record<string, readonly Line[]>> = {
  frameworks: lists.frameworks,
  targets: lists.targets,
  pieces: lists.pieces.map(pieceLine),
  controls: controls.map(({ id, severity, claim }) => ({ id, title: `${severity}: ${claim}` })),
  claims: claims.map(({ id, claim, mostDays }) => ({
    id,
    title: `${claim} (${mostDays} days at most)`,
  })),
};

function pieceLine({ id, title }: Piece): Line {
  const can = lists.frameworks.filter((framework) => missingOf(id, framework, lists.pieces) === undefined);
  const cannot = lists.frameworks.filter((framework) => !can.includes(framework));
  const without = cannot.length === 0 ? '' : ` (not for ${cannot.map((one) => one.id).join(', ')})`;
  return { id, title: `${title}${without}`, frameworks: can.map((one) => one.id) };
}

/** Long, so it is printed only on request. */
const asvs = 'asvs';

/** `rampart list [kind]`: what can be generated and what is checked. */
export async function run({ io, positionals }: Call): Promise<Answer> {
  const [kind] = positionals;
  if (kind === asvs) return listAsvs(io);
  if (kind !== undefined && !Object.hasOwn(kinds, kind)) throw unknownKind(kind);
  const shown = Object.entries(kinds).filter(([name]) => kind === undefined || name === kind);
  if (io.format === 'text') {
    for (const [name, lines] of shown) print(io, name, lines);
    if (kind === undefined)
      say(io, `The requirements of OWASP ASVS 5.0.0, and how each is handled: ${io.self} list ${asvs}`);
  }
  return {
    exit: exits.done,
    document: Object.fromEntries(shown.map(([name, lines]) => [name, lines.map(documented)])),
  };
}

const documented = ({ id, title, frameworks }: Line) => ({ id, title, ...(frameworks && { frameworks }) });

function listAsvs(io: Io): Answer {
  if (io.format === 'text') {
    say(io, paint(io, 'bold', asvs));
    for (const [line, more] of asvsLines()) {
      say(io, `  ${line}`);
      say(io, `  ${paint(io, 'dim', more)}`);
    }
    say(io, '');
    say(io, asvsSum());
  }
  return { exit: exits.done, document: { [asvs]: asvsDocument() } };
}

function unknownKind(found: string): RampartError {
  const names = [...Object.keys(kinds), asvs];
  const near = nearest(found, names);
  return new RampartError('RAMPART_UNEXPECTED_ARGUMENT', {
    command: 'list',
    expected: names.join(', '),
    found: `"${found}"${near === undefined ? '' : ` (did you mean "${near}"?)`}`,
  });
}

function print(io: Io, name: string, lines: readonly Line[]): void {
  const width = Math.max(...lines.map(({ id }) => id.length));
  say(io, paint(io, 'bold', name));
  for (const { id, title } of lines) say(io, `  ${id.padEnd(width)}  ${title}`);
  say(io, '');
}
