import type { App } from '../repo/app.js';
import type { DetectedRepo } from '../repo/detected-repo.js';
import type { Recogniser } from '../repo/frameworks/recogniser.js';
import { placeIn } from './place-in.js';

interface Reason {
  readonly reason: string;
  readonly patch?: 'suggested' | 'none';
}

/** One sentence that says why none of the apps can be edited. */
export function reasonOf(
  repo: DetectedRepo,
  { read, shapes }: Recogniser,
  listening: readonly App[],
  odd: readonly App[],
): Reason {
  const list = (apps: readonly App[]): string =>
    apps.map(({ site }) => placeIn(site.source, site.call.start)).join(', ');
  const [unserved] =
    listening.length > 0 ? [] : repo.apps.flatMap((app) => read.whyNoServer?.(app, repo.sources) ?? []);
  if (unserved !== undefined) return { reason: unserved, patch: 'none' };
  if (repo.apps.length > 1 && (odd.length > 0 || listening.length > 1))
    return {
      reason: `several apps may listen (${list(repo.apps)}), and rampart cannot know which one you mean`,
    };
  const [first] = odd;
  if (first === undefined)
    return { reason: `no call that makes the app in ${list(repo.apps)} listen was found` };
  const inside = shapes.includes('block')
    ? 'the app is declared in one place and assigned in another, so the order of calls is unknown'
    : 'the app is created inside a function or a block, so the code does not show when its routes are added';
  return {
    reason: {
      plain: '',
      block: inside,
      nested: inside,
      class: 'the app is a field of a class, and its routes are added by methods',
      chain: 'the app is built in one chain of calls, which has no place for a statement',
      unnamed: 'the app has no name of its own',
    }[first.site.shape],
  };
}
