import type { Framework } from '../define/framework.js';
import { member, type Catalogue } from '../plan/catalogue.js';
import { selectPieces } from '../plan/select.js';
import { availablePieces, controlsWithoutPiece } from '../plan/available-pieces.js';
import { paint, type Io } from './io.js';
import { notFor } from './not-for.js';
import type { Request } from './request.js';

/** Describes the new service, one line for each answer, before anything is written. */
export function summary(io: Io, { root, answers, install, git }: Request, catalogue: Catalogue): string {
  const framework = member(catalogue.frameworks, answers.framework, 'framework');
  const chosen = selectPieces({ answers, framework, catalogue }).map(({ piece }) => piece.id);
  const lines: readonly (readonly [string, string])[] = [
    ['folder', root],
    ['name', answers.name],
    ['framework', framework.title],
    ['runs on', member(catalogue.targets, answers.target, 'target').title],
    ['preset', answers.preset],
    ['pieces', `${chosen.length}: ${chosen.join(', ')}`],
    ...beyondIt(framework, catalogue),
    ...leftOut(framework, chosen, catalogue),
    [
      'packages',
      `${answers.packageManager}, ${install === 'install' ? 'installed at the end' : 'not installed'}`,
    ],
    ['Node', answers.node],
    ['git', git === 'init' ? 'a new repository, nothing committed' : 'no new repository'],
  ];
  return lines.map(([name, text]) => `  ${paint(io, 'dim', name.padEnd(10))} ${text}`).join('\n');
}

/**
 * The usual pieces that were left out, and what the checklist will say, so that no failure at the end is a
 * surprise.
 */
function leftOut(
  framework: Framework,
  chosen: readonly string[],
  { pieces }: Catalogue,
): readonly (readonly [string, string])[] {
  const out = availablePieces(framework, { pieces }).filter(({ id }) => !chosen.includes(id));
  const kept = new Set(pieces.filter(({ id }) => chosen.includes(id)).flatMap(({ controls }) => controls));
  const open = [...new Set(out.flatMap(({ controls }) => controls))].filter((id) => !kept.has(id));
  if (out.length === 0) return [];
  return [
    ['left out', out.map(({ id }) => id).join(', ')],
    ...(open.length === 0 ? [] : [['', `${open.join(', ')} will not pass`] as const]),
  ];
}

/** What nobody can choose here, and the controls that are therefore left to whoever has the service. */
function beyondIt(framework: Framework, catalogue: Catalogue): readonly (readonly [string, string])[] {
  const missing = notFor(framework, catalogue);
  const open = controlsWithoutPiece(framework, catalogue);
  if (missing === undefined) return [];
  return [
    ['', missing],
    ...(open.length === 0 ? [] : [['', `${open.join(', ')}: no piece meets them, do it by hand`] as const]),
  ];
}
