import { definePiece } from '../../src/define/piece.js';

export const problem = definePiece({
  id: 'problem',
  title: 'Problem responses',
  why: 'One shape for every refusal; other pieces answer with it',
  phase: 'none',
  preset: 'minimal',
  options: {},
  fits: { any: { packages: [] } },
  controls: [],
});
