import { composeNew } from '../../src/plan/compose-service.js';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import { frameworks } from '../../generators/frameworks/index.js';

/** The smallest service with this piece: the bare one, the piece, and what it needs. */
export function emittedWith(id: string, framework = frameworks[0]) {
  const catalogue = loadCatalogue();
  const piece = catalogue.pieces.find((each) => each.id === id);
  const [target] = catalogue.targets;
  if (!piece || !framework || !target) throw new Error(`No piece "${id}", or nothing to put it in.`);
  const files = composeNew({
    answers: {
      name: 'service',
      framework: framework.id,
      options: {},
      target: target.id,
      preset: 'minimal',
      pieces: [id],
      packageManager: 'npm',
      node: '26',
    },
    catalogue,
    secret: (name) => `secret of ${name}`,
  });
  const text = (path: string): string => files.find((file) => file.path === path)?.text ?? '';
  return { piece, files, paths: files.map(({ path }) => path), root: text('src/security/index.ts'), text };
}
