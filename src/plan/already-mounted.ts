import type { Mounted } from '../repo/mounted.js';
import type { DetectedRepo } from '../repo/detected-repo.js';
import type { Chosen } from './chosen.js';

/** Why a piece is not mounted, or what the owner must know. */
export interface AlreadyMounted {
  readonly mount: 'ours' | 'theirs';
  readonly note?: string;
  /** The repo's own mount that does the same. */
  readonly at?: Mounted;
}

/**
 * Whether the repo already mounts something with the purpose of a piece. Then that stays, and no second one
 * is added.
 */
export function alreadyMounted({ piece, fit }: Chosen, repo: DetectedRepo): AlreadyMounted {
  if (piece.newOnly !== undefined) return theirs(piece.id, piece.newOnly);
  const { existing = [] } = fit;
  const same = repo.mounted.filter(({ uses }) => uses.some((use) => existing.includes(use.package)));
  const whole = same.find((mounted) => mounted.scope === 'app' && takesWhole(mounted, existing));
  if (whole !== undefined)
    return {
      ...theirs(
        piece.id,
        `${packagesOf(whole, existing)} is already mounted in ${place(whole)}; no second one is added.`,
      ),
      at: whole,
    };
  if (piece.phase === 'errors') {
    const handler = repo.mounted.find(({ handles, scope }) => handles === 'errors' && scope === 'app');
    if (handler !== undefined)
      return theirs(
        piece.id,
        `the error handler in ${place(handler)} stays as it is. Check ` +
          `that it never sends a stack, a path or a library's message.`,
      );
  }
  if (piece.phase === 'parsing' && fit.compose !== undefined) {
    const raw = repo.mounted.find(({ body }) => body === 'raw');
    if (raw !== undefined)
      return theirs(
        piece.id,
        `${place(raw)} needs the exact bytes of bodies (a signature check?); a parser before it would consume them.`,
      );
  }
  const part = same[0];
  if (part === undefined) return { mount: 'ours' };
  return {
    mount: 'ours',
    note:
      `${piece.id}: ${packagesOf(part, existing)} covers only a part (${place(part)}); ` +
      'ours comes before it and covers the rest.',
  };
}

const theirs = (piece: string, because: string): AlreadyMounted => ({
  mount: 'theirs',
  note: `${piece}: ${because}`,
});

const takesWhole = ({ uses }: Mounted, existing: readonly string[]): boolean =>
  uses.some((use) => existing.includes(use.package) && use.as === 'whole');

const packagesOf = ({ uses }: Mounted, existing: readonly string[]): string =>
  [
    ...new Set(uses.filter((use) => existing.includes(use.package)).map((use) => use.named ?? use.package)),
  ].join(', ');

const place = ({ path, line }: Mounted): string => `${path}:${line}`;
