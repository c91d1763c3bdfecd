import type { Comment } from 'oxc-parser';

/** A text and its comments, as the parser found them. */
export interface Commented {
  readonly text: string;
  readonly comments: readonly Comment[];
}

/** The start of the first token at or behind a place. */
export function tokenFrom({ text, comments }: Commented, place: number): number {
  const at = text.length - text.slice(place).trimStart().length;
  const comment = comments.find(({ start }) => start === at);
  return comment === undefined ? at : tokenFrom({ text, comments }, comment.end);
}

/** The end of the last token before a place. */
export function tokenUntil({ text, comments }: Commented, place: number): number {
  const at = text.slice(0, place).trimEnd().length;
  const comment = comments.find(({ end }) => end === at);
  return comment === undefined ? at : tokenUntil({ text, comments }, comment.start);
}

/**
 * Whether what stands up to a place keeps its neighbours apart: the next token would go on with the line before, if
 * that has no semicolon.
 */
export function keepsApart(code: Commented, end: number, starts = '([`+-*/'): boolean {
  const next = code.text[tokenFrom(code, end)];
  return next !== undefined && starts.includes(next);
}
