import type { Answers } from '../define/answers.js';
import type { Framework } from '../define/framework.js';
import type { Piece } from '../define/piece.js';
import type { Target } from '../define/target.js';
import type { PackageManager, PieceId } from '../define/words.js';
import { adaptersOf } from './adapters-of.js';
import type { Chosen } from './chosen.js';

/** Whether a service is a package of a workspace. */
export const memberships = ['alone', 'member'] as const;
export type Membership = (typeof memberships)[number];

export const membershipOf = ({ within }: Pick<Answers, 'within'>): Membership =>
  within?.workspace ? 'member' : 'alone';

/** The template layers of a composition, in their order. */
export function layerOrder({
  framework,
  chosen,
  target,
  packageManager,
  seat,
}: {
  readonly framework: Framework;
  readonly packageManager: PackageManager;
  readonly chosen: readonly Chosen[];
  readonly target: Target;
  readonly seat: Membership;
}): readonly { readonly layer: string; readonly piece?: PieceId }[] {
  return [
    ...adaptersOf(framework).map((adapter) => ({ layer: `frameworks/${adapter}` })),
    ...chosen.flatMap(({ piece }) => pieceLayers(piece, framework, packageManager, seat)),
    ...[...(target.layers ?? []), target.id].flatMap((folder) =>
      ['any', seat].map((place) => ({ layer: `targets/${folder}/${place}` })),
    ),
  ];
}

/** The layers of one piece for one framework: by adapter, package manager and membership, and shared ones. */
export const pieceLayers = (
  { id, layers = [] }: Piece,
  framework: Framework,
  packageManager: PackageManager,
  seat: Membership,
): readonly { readonly layer: string; readonly piece: PieceId }[] =>
  [
    ...[...adaptersOf(framework), packageManager, seat].map((folder) => `pieces/${id}/${folder}`),
    ...layers,
  ].map((layer) => ({ layer, piece: id }));
