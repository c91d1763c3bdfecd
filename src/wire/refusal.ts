/** Why nothing was planned, where, and the exact text that a person can paste instead. */
export interface Refusal {
  readonly kind: 'refusal';
  /** manual: a step that we will not guess; conflict: a file of the user stands in the way. */
  readonly exit: 'manual' | 'conflict';
  readonly reason: string;
  /** 'src/app.ts:12', where there is such a place. */
  readonly where: string;
  readonly frame: string;
  /** The statements, as text to paste, each with the place it belongs to. */
  readonly statements: string;
  /** The same as a unified diff that `git apply` and `patch -p1` take; '' where we cannot tell the place. */
  readonly patch: string;
  readonly next: string;
}

export const isRefusal = (value: object): value is Refusal => 'kind' in value && value.kind === 'refusal';

/** A refusal as a terminal shows it. */
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
