import { definePiece } from '../../src/define/piece.js';

export const documents = definePiece({
  id: 'documents',
  title: 'Security documents',
  why: 'How to report, what each control does, and what to check before, during and after a deploy',
  phase: 'none',
  preset: 'minimal',
  options: {},
  fits: { any: { packages: [] } },
  layers: ['documents'],
  contributes: {
    readme: ['See `SECURITY-IMPLEMENTATION.md` for what protects the service and how to check it.'],
  },
  controls: ['security-policy', 'implementation-guide'],
});
