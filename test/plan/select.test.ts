import { expect, it } from 'vitest';
import { frameworks } from '../../generators/frameworks/index.js';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import { definePiece } from '../../src/define/piece.js';
import { selectPieces } from '../../src/plan/select.js';

const cache = definePiece({
  id: 'cache',
  title: 'Cache',
  why: 'A piece with an option, which none of the real ones has yet',
  phase: 'none',
  preset: 'full',
  options: { store: { why: 'Where it is kept.', choices: ['memory', 'disk'], fallback: 'memory' } },
  fits: { any: { packages: [], data: ({ store }) => ({ store }) } },
  controls: [],
});
const loaded = loadCatalogue();
const catalogue = { ...loaded, pieces: [...loaded.pieces, cache] };

it.each([
  ['its default', {}, 'memory'],
  ['what was answered', { cache: { store: 'disk' } }, 'disk'],
  ['nothing of what another was answered', { cors: { store: 'disk' } }, 'memory'],
])('an option of a piece is %s', (_, options, expected) => {
  for (const framework of frameworks) {
    const chosen = selectPieces({ answers: { pieces: ['cache'], options }, framework, catalogue });
    expect(chosen.find(({ piece }) => piece.id === 'cache')?.options).toEqual({ store: expected });
  }
});
