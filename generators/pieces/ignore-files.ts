import { definePiece } from '../../src/define/piece.js';

const secrets = ['.env', '.env.*', '!.env.example', '!.env.*.template', '*.pem', '*.key', '*.p12'];
const made = ['node_modules/', 'dist/', 'coverage/', '*.log'];

export const ignoreFiles = definePiece({
  id: 'ignore-files',
  title: 'Ignore files',
  why: 'Secrets stay out of git and out of images',
  phase: 'none',
  preset: 'minimal',
  options: {},
  fits: { any: { packages: [] } },
  contributes: {
    threats: [
      {
        stride: 'Information disclosure',
        threat: 'Settings are committed, and stay in the history.',
        met:
          'What begins with `.env` and what is named as a key is ignored, ' +
          'templates are let through by name: `.gitignore`.',
        shownBy: ['secrets-gitignore', 'secrets-env-not-committed'],
      },
    ],
    gitignore: [...made, ...secrets],
    dockerignore: [...made, '.git', ...secrets],
    assembledFiles: ['.gitignore', '.dockerignore'],
  },
  controls: ['secrets-gitignore', 'secrets-env-not-committed'],
});
