import type { PieceId } from '../define/words.js';
import type { Repo } from '../repo/repo.js';
import { isRefusal } from '../wire/refusal.js';
import { planAdd } from './add.js';
import type { Catalogue } from './catalogue.js';
import { standingOf } from './existing.js';
import type { Plan } from './plan.js';
import { findFit } from './select.js';

/** control -> pieces that `add` can bring to this repository, and that promise it. */
export type Closers = ReadonlyMap<string, readonly PieceId[]>;

/** The same, each piece with its plan. */
export type Promising = ReadonlyMap<string, ReadonlyMap<PieceId, Plan>>;

/**
 * What `rampart add` can do about controls that are open here. A piece counts only where its plan changes something and its
 * statement is mounted: what is here already, what the repository does itself, and what is refused is left to a person.
 */
export function closersOf({
  repo,
  catalogue,
  open,
}: {
  readonly repo: Repo;
  readonly catalogue: Catalogue;
  readonly open: readonly string[];
}): Promising {
  const plans = new Map<PieceId, Plan | undefined>();
  const planOf = (id: PieceId): Plan | undefined => {
    if (!plans.has(id)) plans.set(id, usefulPlan(id, repo, catalogue));
    return plans.get(id);
  };
  return new Map(
    open.flatMap((control) => {
      const promising = catalogue.pieces.filter(({ controls }) => controls.includes(control));
      const found = promising.flatMap(({ id }) => {
        const plan = planOf(id);
        return plan === undefined ? [] : [[id, plan] as const];
      });
      return found.length === 0 ? [] : [[control, new Map(found)] as const];
    }),
  );
}

function usefulPlan(id: PieceId, repo: Repo, catalogue: Catalogue): Plan | undefined {
  const { manifest } = repo;
  if (manifest?.answers.pieces.includes(id) === true || repo.framework.kind !== 'known') return undefined;
  const known = repo.framework.recogniser.id;
  const framework = catalogue.frameworks.find((one) => one.id === known);
  const piece = catalogue.pieces.find((one) => one.id === id);
  const fit = piece === undefined || framework === undefined ? undefined : findFit(piece, framework);
  if (piece === undefined || fit === undefined) return undefined;
  const isForeign = manifest === undefined || manifest.origin === 'add';
  if (isForeign && fit.mounts === 'in new services') return undefined;
  if (isForeign && standingOf({ piece, fit, options: {} }, repo).mount === 'theirs') return undefined;
  const planned = planAdd({ repo, pieces: [id], options: {}, catalogue, secret: () => 'not kept' });
  return isRefusal(planned) || planned.changes.length === 0 ? undefined : planned;
}
