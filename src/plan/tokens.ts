import type { Comment } from 'oxc-parser';

/** A text and its comments, as the parser found them. */
export interface Code {
  readonly text: string;
  readonly comments: readonly Comment[];
}

/** The start of the first token at or behind a place. */
export function tokenFrom({ text, comments }: Code, place: number): number {
  const at = text.length - text.slice(place).trimStart().length;
  const comment = comments.find(({ start }) => start === at);
  return comment === undefined ? at : tokenFrom({ text, comments }, comment.end);
}

/** The end of the last token before a place. */
export function tokenUntil({ text, comments }: Code, place: number): number {
  const at = text.slice(0, place).trimEnd().length;
  const comment = comments.find(({ end }) => end === at);
  return comment === undefined ? at : tokenUntil({ text, comments }, comment.start);
}

/**
 * Whether a statement between two places keeps its neighbours apart: the one before has no semicolon, and the next
 * one starts so that it would go on with it.
 */
export function keepsApart(code: Code, from: number, to: number): boolean {
  const next = code.text[tokenFrom(code, to)];
  const previous = code.text[tokenUntil(code, from) - 1];
  return next !== undefined && '([`+-*/'.includes(next) && previous !== undefined && !';{'.includes(previous);
}
