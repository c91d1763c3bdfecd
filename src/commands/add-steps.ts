import { refuseDirty } from '../commit/dirty.js';
import { withStateIgnored } from '../commit/state-folder.js';
import type { Piece } from '../define/piece.js';
import type { PieceId } from '../define/words.js';
import { RampartError } from '../errors.js';
import { planAdd } from '../plan/add.js';
import type { Catalogue } from '../plan/catalogue.js';
import type { Plan } from '../plan/plan.js';
import type { DetectedRepo } from '../repo/detected-repo.js';
import { isRefusal, printRefusal, type Refusal } from '../wire/refusal.js';
import { canAsk, say } from './io.js';
import type { Steps } from './pipeline.js';
import { diffs } from './print-plan.js';
import { secret } from './secret.js';
import { inTime } from './in-time.js';

/** All answers for adding to an existing service. */
export interface Adding {
  readonly pieces: readonly PieceId[];
}

export interface AddOptions {
  readonly repo: DetectedRepo;
  readonly catalogue: Catalogue;
  /** The pieces that are not in it yet and that its framework can have. */
  readonly open: readonly Piece[];
  /** Those that it cannot have: 'not for Koa 3: cors'. */
  readonly missing: string | undefined;
  readonly dirty: 'allow' | 'refuse';
  readonly confirm: 'ask' | 'take as said';
}

/** The steps of `rampart add` in the pipeline. */
export const addSteps = ({ repo, catalogue, open, missing, dirty, confirm }: AddOptions): Steps<Adding> => ({
  async ask(inquirer, { io }) {
    const { askPieces } = await import('./ask-add.js');
    return { pieces: await askPieces(inquirer, io, { open, missing }) };
  },
  compose({ pieces }) {
    const planned = inTime(repo.root, () => planAdd({ repo, pieces, catalogue, secret }));
    if (isRefusal(planned)) throw refused(planned);
    return withStateIgnored(planned as Plan, 'look');
  },
  check(plan) {
    const edited = plan.changes.filter(({ kind }) => kind === 'update').map(({ path }) => path);
    if (dirty === 'refuse') refuseDirty(plan.root, edited);
  },
  async prepare(_, { io, plan }) {
    if (plan === undefined || confirm !== 'ask' || canAsk(io) !== 'ask') return;
    const { confirmAdd } = await import('./ask-add.js');
    say(io, await diffs(plan, 'edits'), 'as they are');
    await confirmAdd(io, plan);
  },
});

const refused = (refusal: Refusal): RampartError =>
  new RampartError(refusal.exit === 'manual' ? 'RAMPART_MANUAL_STEP' : 'RAMPART_FILE_IN_THE_WAY', {
    text: printRefusal(refusal).trimEnd(),
    reason: refusal.reason,
    where: refusal.where,
    statements: refusal.statements,
    patch: refusal.patch,
  });
