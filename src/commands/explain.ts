import { requirementById } from '../controls/asvs/index.js';
import { controls } from '../controls/index.js';
import type { Control } from '../define/control.js';
import type { Piece } from '../define/piece.js';
import { probeById } from '../verify/probes/index.js';
import { exits, RampartError } from '../errors.js';
import { paint, say, type Io } from './io.js';
import { lists } from './lists.js';
import { nearest } from './nearest.js';
import type { Answer, Call } from './command.js';

/** `rampart explain <control|piece>`: its claim, why it matters, and what proves it. */
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
  if (control && io.format === 'text') {
    printProbes(io, control);
    printEvidence(io, control);
  }
  return {
    exit: exits.done,
    document: {
      id,
      ...Object.fromEntries(facts),
      ...(control ? { probed: probedBy(control), asvs: evidenceOf(control) } : {}),
    },
  };
}

/** What each probe of the control sends or reads, and what makes it fail. */
const probedBy = ({ probes }: Control) => probes.map((id) => ({ id, how: probeById.get(id)?.how ?? '' }));

function printProbes(io: Io, control: Control): void {
  for (const { id, how } of probedBy(control)) {
    say(io, `${paint(io, 'bold', 'probed by')} ${id}`);
    say(io, `    ${how}`);
  }
}

/** The ASVS requirements that this control is evidence for, with reasons. */
const evidenceOf = ({ maps }: Control) =>
  (maps.asvs ?? []).map(({ id, covers, because }) => {
    const { level, text } = requirementById.get(id) ?? {};
    return { id: `v5.0.0-${id}`, level, text, covers, because };
  });

function printEvidence(io: Io, control: Control): void {
  for (const { id, level, text, covers, because } of evidenceOf(control)) {
    say(
      io,
      `${paint(io, 'bold', 'evidence')} for ${id} (L${String(level)})${covers === 'part' ? ', in part' : ''}`,
    );
    say(io, `    it asks: ${text ?? ''}`);
    say(io, `    ${because}`);
  }
}

type Facts = readonly (readonly [string, string])[];

function controlFacts({ id, section, severity, claim, why, remedy, probes, requires, maps }: Control): Facts {
  const { asvs: _told, ...others } = maps; // listed below, each with its sentence
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
      Object.entries(others)
        .flatMap(([name, refs]) => (refs as readonly string[]).map((ref) => `${name} ${ref}`))
        .join('; '),
    ],
  ];
}

function pieceFacts({ id, title, why, phase, needs = [], fits, env = [], controls: promised }: Piece): Facts {
  return [
    ['piece', `${id}: ${title}`],
    ['why', why],
    ['phase', phase],
    ['needs', needs.join(', ')],
    ['fits', Object.keys(fits).join(', ')],
    ['reads', env.map(({ name }) => name).join(', ')],
    ['controls', promised.join(', ')],
  ];
}
