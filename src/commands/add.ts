import { resolve } from 'node:path';
import type { Piece } from '../define/piece.js';
import type { PieceId } from '../define/words.js';
import { exits, RampartError } from '../errors.js';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import { availablePieces } from '../plan/available-pieces.js';
import { frameworkIn, frameworkOf } from '../plan/framework-of.js';
import type { Plan } from '../plan/plan.js';
import { detectRepo } from '../repo/detect.js';
import type { DetectedRepo } from '../repo/detected-repo.js';
import { addNext } from './add-next.js';
import { addSteps, type Adding } from './add-steps.js';
import { checkedPieces } from './check-answers.js';
import type { Answer, Call } from './command.js';
import { canAsk, paint, say, type Io } from './io.js';
import { notFor } from './not-for.js';
import { generatorOf, runByPlop, runDirectly, type Run } from './pipeline.js';
import { planDocument } from './print-plan.js';
import { inTime } from './in-time.js';

/**
 * `rampart add [piece...]`: the same pieces and pipeline as `new`, planned for an existing repo. Every edit
 * is proven, or refused.
 */
export async function run({ io, given, positionals }: Call): Promise<Answer> {
  const catalogue = loadCatalogue();
  const root = resolve(io.cwd, String(given['dir'] ?? '.'));
  const asked = checkedPieces(positionals, catalogue);
  const repo = inTime(root, () => detectRepo(root));
  const { manifest } = repo;
  const have = manifest?.answers.pieces ?? [];
  const framework = manifest === undefined ? frameworkIn(repo, catalogue) : frameworkOf(manifest, catalogue);
  const usable = framework === undefined ? catalogue.pieces : availablePieces(framework, catalogue);
  const open = usable.filter(({ id }) => !have.includes(id));
  const missing = framework === undefined ? undefined : notFor(framework, catalogue);
  const usual = given['yes'] === 'yes' ? usualOf(open) : undefined;
  const stated = asked.length > 0 ? asked : usual;
  const state: Run<Adding> = {
    io,
    mode: given['dry-run'] === 'yes' ? 'plan' : 'commit',
    steps: addSteps({
      ...{ repo, catalogue, open, missing },
      dirty: given['allow-dirty'] === 'yes' ? 'allow' : 'refuse',
      confirm: given['yes'] === 'yes' ? 'take as said' : 'ask',
    }),
  };
  const generator = generatorOf('Security pieces for an existing service', state);
  if (stated === undefined && canAsk(io) === 'never ask') throw missingPieces(open, missing);
  if (stated !== undefined) await runDirectly(generator, state, { pieces: stated });
  const { pieces } = stated === undefined ? await runByPlop(generator, state) : { pieces: stated };
  return report({ io, repo, pieces, mode: state.mode, plan: state.plan as Plan });
}

/** The pieces that --yes adds. */
const usualOf = (open: readonly Piece[]): readonly PieceId[] =>
  open.filter(({ preset }) => preset !== 'full').map(({ id }) => id);

function missingPieces(open: readonly Piece[], missing: string | undefined): RampartError {
  const width = Math.max(0, ...open.map(({ id }) => id.length));
  const list = open.map(({ id, title }) => `  ${id.padEnd(width)}  ${title}`).join('\n');
  return new RampartError('RAMPART_MISSING_ANSWERS', {
    list: [`  [piece...], of:\n${list}`, ...(missing === undefined ? [] : [`  ${missing}`])].join('\n'),
    remedy: `Name the pieces: rampart add ${open[0]?.id ?? 'PIECE'}; or use --yes for all of them.`,
  });
}

function report({
  io,
  repo,
  pieces,
  mode,
  plan,
}: {
  readonly io: Io;
  readonly repo: DetectedRepo;
  readonly pieces: readonly PieceId[];
  readonly mode: Run['mode'];
  readonly plan: Plan;
}): Answer {
  const document = (outcome: string): Answer => ({
    exit: exits.done,
    document: { outcome, pieces, ...planDocument(plan, outcome === 'planned' ? 'texts' : 'sizes') },
  });
  if (plan.changes.length === 0) {
    say(io, 'Nothing to do: these pieces are here already.');
    return document('nothing to do');
  }
  if (mode === 'plan') return document('planned');
  for (const { kind, path } of plan.changes)
    say(io, `${paint(io, 'green', kind === 'create' ? 'created' : 'edited ')} ${path}`);
  const next = addNext(repo, plan, io.self).map((line) => `  ${line}`);
  say(io, `\nNext:\n${next.join('\n')}`);
  say(io, `To undo it:\n  ${io.self} undo`);
  return document('done');
}
