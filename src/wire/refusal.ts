/** Why nothing was planned, where, and the text to paste instead. */
export interface Refusal {
  readonly kind: 'refusal';
  /** manual: a step that rampart does not guess; conflict: a file of the user is in the way. */
  readonly exit: 'manual' | 'conflict';
  readonly reason: string;
  /** 'src/app.ts:12', if there is such a place. */
  readonly where: string;
  readonly frame: string;
  /** The statements to paste, each with its place. */
  readonly statements: string;
  /** The same as a unified diff for `git apply` and `patch -p1`; '' if the place is unknown. */
  readonly patch: string;
  readonly next: string;
}

export const isRefusal = (value: object): value is Refusal => 'kind' in value && value.kind === 'refusal';

/** Prints a refusal for a terminal. */
export function printRefusal(refusal: Refusal): string {
  const parts = [
    `Not changed: ${refusal.reason}`,
    refusal.where && `${refusal.where}\n${refusal.frame}`.trimEnd(),
    refusal.statements && `Paste by hand:\n\n${refusal.statements}`,
    refusal.patch && `Or apply this patch:\n\n${refusal.patch}`,
    refusal.next,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
