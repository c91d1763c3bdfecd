import { walkNodes } from './loose-node.js';
import type { Source } from './source.js';
import { resolveModule } from './modules.js';
import { moduleNamed } from './started-files.js';

/** The files of the repo that a source imports by relative paths, in any syntax. */
export function importsOf({ path, program }: Source, files: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  walkNodes(program, (node) => {
    const module = moduleNamed(node);
    if (module === undefined || !module.startsWith('.')) return;
    const file = resolveModule({ from: path, module, paths: files, aliases: [] });
    if (file !== undefined) found.push(file);
  });
  return found;
}
