import type { Source } from '../repo/source.js';
import { lineOf } from '../repo/line-of.js';

export const placeIn = (source: Source, offset: number): string =>
  `${source.path}:${lineOf(source.text, offset)}`;
