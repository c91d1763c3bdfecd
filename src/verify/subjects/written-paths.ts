import type { Repo } from '../../repo/repo.js';
import { sourcesOf } from '../../repo/sources.js';
import { literalOf, walkNodes } from '../../repo/loose-node.js';

const most = 60;

/** All texts in the source that may be paths: the path of a WebSocket is in no route. */
export function writtenPaths(repo: Repo): readonly string[] {
  const paths = new Set<string>();
  for (const { program } of sourcesOf(repo).sources) {
    walkNodes(program, (node) => {
      const text = literalOf(node);
      if (text !== undefined && /^\/[\w/.~-]{0,80}$/.test(text)) paths.add(text);
    });
  }
  return [...paths].slice(0, most);
}
