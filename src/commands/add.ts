import { resolve } from 'node:path';
import { commitAdd } from '../commit/add.js';
import { refuseDirty } from '../commit/dirty.js';
import { withStateIgnored } from '../commit/state-folder.js';
import { findConflicts, refuseConflicts } from '../commit/preflight.js';
import type { PieceId } from '../define/words.js';
import { exits, RampartError } from '../errors.js';
import { planAdd } from '../plan/add.js';
import type { Catalogue } from '../plan/catalogue.js';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import type { Plan } from '../plan/plan.js';
import { detectRepo } from '../repo/detect.js';
import { TookTooLong, within } from '../stopper.js';
import { isRefusal, printRefusal, type Refusal } from '../wire/refusal.js';
import { checkedPieces } from './check-answers.js';
import { addNext } from './add-next.js';
import { canAsk, paint, say } from './io.js';
import { diffs, planDocument, previewPlan } from './print-plan.js';
import { secret } from './secret.js';
import type { Answer, Call } from './command.js';

/**
 * `rampart add [piece...]`: the same pieces as `new`, planned for what is there, proven or refused, then
 * committed whole.
 */
export async function run({ io, given, positionals }: Call): Promise<Answer> {
  const catalogue = loadCatalogue();
  const root = resolve(io.cwd, String(given['dir'] ?? '.'));
  const asked = checkedPieces(positionals, catalogue);
  const repo = soon(root, () => detectRepo(root));
  const pieces =
    asked.length > 0
      ? asked
      : await choose({ io, given, catalogue, have: repo.manifest?.answers.pieces ?? [] });
  const planned = soon(root, () => planAdd({ repo, pieces, catalogue, secret }));
  if (isRefusal(planned)) throw refused(planned);
  const plan = withStateIgnored(planned as Plan, 'look');
  const document = (outcome: string): Answer => ({
    exit: exits.done,
    document: { outcome, pieces, ...planDocument(plan, outcome === 'planned' ? 'texts' : 'sizes') },
  });

  refuseConflicts(findConflicts(plan));
  const paths = plan.changes.filter(({ kind }) => kind === 'update').map(({ path }) => path);
  if (given['allow-dirty'] !== 'yes') refuseDirty(root, paths);
  const mode = given['dry-run'] === 'yes' ? 'plan' : 'commit';
  await previewPlan(plan, { io, mode });
  if (plan.changes.length === 0) {
    say(io, 'Nothing to do: these pieces are here already.');
    return document('nothing to do');
  }
  if (mode === 'plan') return document('planned');
  if (given['yes'] !== 'yes' && canAsk(io) === 'ask') {
    const { confirmAdd } = await import('./ask-add.js');
    say(io, await diffs(plan, 'edits'), 'as they are');
    await confirmAdd(io, plan);
  }
  commitAdd({ plan });
  io.standing = `The changes in ${root} stand; "rampart undo" there takes them back.`;
  for (const { kind, path } of plan.changes)
    say(io, `${paint(io, 'green', kind === 'create' ? 'created' : 'edited ')} ${path}`);
  say(
    io,
    `\nNext:\n${addNext(repo, plan, io.self)
      .map((line) => `  ${line}`)
      .join('\n')}`,
  );
  say(io, `To take it back:\n  ${io.self} undo`);
  return document('done');
}

/** Reading and planning are done at once, whatever stands in the repo; Ctrl-C ends them at once, too. */
function soon<T>(root: string, work: () => T): T {
  try {
    return within(longestMs, 'may be killed', work);
  } catch (error) {
    if (!(error instanceof TookTooLong)) throw error;
    throw new RampartError('RAMPART_TOO_LONG', { root, seconds: String(longestMs / 1000) }, { cause: error });
  }
}

const longestMs = 20_000;

/** Which pieces: asked on a terminal, the usual ones with --yes, an error that names the choices otherwise. */
async function choose({
  io,
  given,
  catalogue,
  have,
}: Pick<Call, 'io' | 'given'> & {
  readonly catalogue: Catalogue;
  readonly have: readonly PieceId[];
}): Promise<readonly PieceId[]> {
  const open = catalogue.pieces.filter(({ id }) => !have.includes(id));
  if (given['yes'] === 'yes') return open.filter(({ preset }) => preset !== 'full').map(({ id }) => id);
  if (canAsk(io) === 'ask') {
    const { askPieces } = await import('./ask-add.js');
    return askPieces(io, open);
  }
  const width = Math.max(0, ...open.map(({ id }) => id.length));
  const list = open.map(({ id, title }) => `  ${id.padEnd(width)}  ${title}`).join('\n');
  throw new RampartError('RAMPART_MISSING_ANSWERS', {
    list: `  [piece...], of:\n${list}`,
    remedy: `Name the pieces: rampart add ${open[0]?.id ?? 'PIECE'}; or give --yes for all of them.`,
  });
}

const refused = (refusal: Refusal): RampartError =>
  new RampartError(refusal.exit === 'manual' ? 'RAMPART_MANUAL_STEP' : 'RAMPART_FILE_IN_THE_WAY', {
    text: printRefusal(refusal).trimEnd(),
    reason: refusal.reason,
    where: refusal.where,
    statements: refusal.statements,
    patch: refusal.patch,
  });
