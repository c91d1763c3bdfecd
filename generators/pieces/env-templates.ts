import { definePiece } from '../../src/define/piece.js';

export const envTemplates = definePiece({
  id: 'env-templates',
  title: 'Environment templates',
  why: 'Every variable the service reads, with its meaning and no secret',
  phase: 'none',
  preset: 'minimal',
  options: {},
  needs: ['config'],
  fits: { any: { packages: [] } },
  contributes: {
    assembledFiles: ['.env.example', '.env.production.template'],
    readme: [
      'A fresh clone has none: copy `.env.example` to `.env`, and give ' +
        'each empty secret a value (`openssl rand -base64 48`).',
    ],
  },
  controls: ['secrets-template'],
});
