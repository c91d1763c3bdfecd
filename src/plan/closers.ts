import type { Framework } from '../define/framework.js';
import type { Piece } from '../define/piece.js';
import type { PieceId } from '../define/words.js';
import type { DetectedRepo } from '../repo/detected-repo.js';
import { isRefusal } from '../wire/refusal.js';
import { planAdd } from './add.js';
import type { Catalogue } from './catalogue.js';
import { alreadyMounted } from './already-mounted.js';
import type { Plan } from './plan.js';
import { missingOf } from './available-pieces.js';
import { findFit } from './find-fit.js';
import { frameworkIn } from './framework-of.js';

/** For each control, the pieces that `add` can bring to this repository and that promise it. */
export type Closers = ReadonlyMap<string, readonly PieceId[]>;

/** A plan, and whether it works by itself or only when the user's code calls it. */
export interface Offer {
  readonly plan: Plan;
  readonly acts: 'by itself' | 'when called';
}

/** The same, with the offer of each piece. */
export type Promising = ReadonlyMap<string, ReadonlyMap<PieceId, Offer>>;

/**
 * What `rampart add` can do about open controls. A piece counts only if its plan changes something, and
 * nothing else does its work: pieces that are already there, replaced or refused are left to a person.
 */
export function closersOf({
  repo,
  catalogue,
  open,
}: {
  readonly repo: DetectedRepo;
  readonly catalogue: Catalogue;
  readonly open: readonly string[];
}): Promising {
  const offers = new Map<PieceId, Offer | undefined>();
  const offerOf = (id: PieceId): Offer | undefined => {
    if (!offers.has(id)) offers.set(id, usefulOffer(id, repo, catalogue));
    return offers.get(id);
  };
  return new Map(
    open.flatMap((control) => {
      const promising = catalogue.pieces.filter((piece) => promises(piece, control, { repo, catalogue }));
      const found = promising.flatMap(({ id }) => {
        const offer = offerOf(id);
        return offer === undefined ? [] : [[id, offer] as const];
      });
      return found.length === 0 ? [] : [[control, new Map(found)] as const];
    }),
  );
}

/** The controls of a piece, and those that need it on this framework. */
function promises(
  piece: Piece,
  control: string,
  { repo, catalogue }: { readonly repo: DetectedRepo; readonly catalogue: Catalogue },
): boolean {
  if (piece.controls.includes(control)) return true;
  const framework = frameworkIn(repo, catalogue);
  const fit = framework === undefined ? undefined : findFit(piece, framework);
  return fit?.closes?.includes(control) === true;
}

function usefulOffer(id: PieceId, repo: DetectedRepo, catalogue: Catalogue): Offer | undefined {
  const { manifest } = repo;
  if (manifest?.answers.pieces.includes(id) === true) return undefined;
  const framework = frameworkIn(repo, catalogue);
  const piece = catalogue.pieces.find((one) => one.id === id);
  const fit = piece === undefined || framework === undefined ? undefined : findFit(piece, framework);
  if (piece === undefined || framework === undefined || fit === undefined) return undefined;
  if (missingOf(id, framework, catalogue.pieces) !== undefined) return undefined;
  const isForeign = manifest === undefined || manifest.origin === 'add';
  if (isForeign && fit.mounts === 'in new services') return undefined;
  if (isForeign && alreadyMounted({ piece, fit, options: {} }, repo).mount === 'theirs') return undefined;
  const planned = planAdd({ repo, pieces: [id], catalogue, secret: () => 'not kept' });
  if (isRefusal(planned) || planned.changes.length === 0) return undefined;
  const isLibrary = planned.libraries?.includes(id) === true;
  const waits = isLibrary || (isForeign && hearsNoErrors(piece, { repo, framework, catalogue }));
  return { plan: planned, acts: waits ? 'when called' : 'by itself' };
}

/** Whether a piece that reports errors would miss them, because the repo's own handler takes them. */
function hearsNoErrors(
  { needs = [] }: Piece,
  { repo, framework, catalogue }: { repo: DetectedRepo; framework: Framework; catalogue: Catalogue },
): boolean {
  return catalogue.pieces.some((piece) => {
    const fit = findFit(piece, framework);
    return (
      needs.includes(piece.id) &&
      piece.phase === 'errors' &&
      fit !== undefined &&
      alreadyMounted({ piece, fit, options: {} }, repo).mount === 'theirs'
    );
  });
}
