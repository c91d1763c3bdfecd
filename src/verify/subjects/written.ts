import { routesRead } from '../../repo/routes-read.js';
import type { Repo } from '../../repo/repo.js';
import type { Hints } from './hints.js';
import { writtenSamples } from './written-samples.js';
import { sourcesOf, type UnreadSource } from '../../repo/sources.js';
import { isNode, place, walkNodes } from '../../repo/loose-node.js';
import type { PortPlace } from './why-not.js';

/** What the source says about the service. */
export interface Written {
  /** Routes from the user, then those with literal paths in the source. */
  readonly routes: Hints['read'];
  /** Bodies that its schemas accept. */
  readonly samples: readonly Readonly<Record<string, unknown>>[];
  readonly unread: readonly UnreadSource[];
  readonly portPlace: PortPlace;
}

export const writtenOf = (repo: Repo, asked: Hints['asked']): Written => ({
  routes: [...asked, ...routesRead(repo)],
  samples: writtenSamples(repo),
  unread: sourcesOf(repo).unread,
  portPlace: (port) => {
    for (const source of sourcesOf(repo).sources) {
      let found: string | undefined;
      walkNodes(source.program, (node) => {
        if (found === undefined && isNode(node) && node.type === 'Literal' && Number(node['value']) === port)
          found = place(source, node);
      });
      if (found !== undefined) return found;
    }
    return undefined;
  },
});
