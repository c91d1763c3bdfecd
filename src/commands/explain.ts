import { controls } from '../controls/index.js';
import type { Control } from '../define/control.js';
import type { Piece } from '../define/piece.js';
import { exits, RampartError } from '../errors.js';
import { paint, say } from './io.js';
import { lists } from './lists.js';
import { nearest } from './nearest.js';
import type { Answer, Call } from './tables.js';

/** `rampart explain <control|piece>`: what it claims, why, and what proves it. */
export async function run({ io, positionals }: Call): Promise<Answer> {
  const [id] = positionals;
  const ids = [...controls, ...lists.pieces].map((entry) => entry.id);
  if (id === undefined)
    throw new RampartError('RAMPART_UNEXPECTED_ARGUMENT', {
      command: 'explain',
      expected: 'a control or a piece',
      found: 'nothing',
    });
  const control = controls.find((entry) => entry.id === id);
  const piece = lists.pieces.find((entry) => entry.id === id);
  if (!control && !piece) {
    const near = nearest(id, ids);
    const found = `"${id}"${near === undefined ? '' : ` (did you mean "${near}"?)`}`;
    throw new RampartError('RAMPART_UNEXPECTED_ARGUMENT', {
      command: 'explain',
      expected: 'a control or a piece',
      found,
    });
  }
  const facts = [...(control ? controlFacts(control) : []), ...(piece ? pieceFacts(piece) : [])];
  if (io.format === 'text')
    for (const [name, text] of facts)
      if (text !== '') say(io, `${paint(io, 'bold', name.padEnd(11))} ${text}`);
  return { exit: exits.done, document: { id, ...Object.fromEntries(facts) } };
}

type Facts = readonly (readonly [string, string])[];

function controlFacts({ id, section, severity, claim, why, remedy, probes, requires, maps }: Control): Facts {
  const pieces = lists.pieces.filter((piece) => piece.controls.includes(id)).map((piece) => piece.id);
  return [
    ['control', id],
    ['claim', claim],
    ['why', why],
    ['section', `${section}, ${severity}`],
    ['closed by', pieces.length > 0 ? `rampart add ${pieces.join(' ')}` : remedy],
    ['remedy', remedy],
    ['probes', probes.join(', ')],
    [
      'grades',
      Object.entries(requires)
        .map(([environment, grade]) => `${environment} ${grade}`)
        .join(', '),
    ],
    [
      'maps to',
      Object.entries(maps)
        .flatMap(([name, refs]) => (refs as readonly string[]).map((ref) => `${name} ${ref}`))
        .join('; '),
    ],
  ];
}

function pieceFacts({
  id,
  title,
  why,
  phase,
  needs = [],
  fits,
  env = [],
  options,
  controls: promised,
}: Piece): Facts {
  return [
    ['piece', `${id}: ${title}`],
    ['why', why],
    ['phase', phase],
    ['needs', needs.join(', ')],
    ['fits', Object.keys(fits).join(', ')],
    ['reads', env.map(({ name }) => name).join(', ')],
    [
      'options',
      Object.entries(options)
        .map(([name, { choices, fallback }]) => `${name}=${choices.join('|')} (else ${fallback})`)
        .join('; '),
    ],
    ['controls', promised.join(', ')],
  ];
}
