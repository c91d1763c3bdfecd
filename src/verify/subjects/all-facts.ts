import type { Facts } from '../../define/control.js';
import type { Repo } from '../../repo/repo.js';
import { factsOf } from './repo-facts.js';
import { handedAsFiles } from './secret-files.js';
import { podsReadNone } from './unread-settings.js';

/**
 * What the repository has, and how its deployment gets settings and secrets. This decides what a settings
 * file can show.
 */
export function allFactsOf(repo: Repo | undefined): Facts {
  const { has } = factsOf(repo);
  if (repo === undefined) return { has };
  return {
    has: new Set([
      ...has,
      ...(handedAsFiles(repo).size > 0 ? ['secret-files'] : []),
      ...(podsReadNone(repo, ['.env.production']) === 'so' ? ['settings-in-overlays'] : []),
    ]),
  };
}
