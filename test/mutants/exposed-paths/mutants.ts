import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant(
    'the document is served in production',
    swap('src/app.ts', "if (ctx.config.NODE_ENV !== 'production') mount", 'mount'),
  ),
  mutant(
    'the folder is served',
    swap(
      'src/app.ts',
      '  secureErrors(app, ctx);',
      "  app.use(express.static(process.cwd(), { dotfiles: 'allow' }));\n  secureErrors(app, ctx);",
    ),
  ),
  mutant(
    'metrics are open',
    swap(
      'src/app.ts',
      '  secureErrors(app, ctx);',
      "  app.get('/metrics', (_req, res) => void res.send('# HELP up Up.\\n# TYPE up gauge\\nup 1\\n'));\n  secureErrors(app, ctx);",
    ),
  ),
];
