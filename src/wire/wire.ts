import type { DetectedRepo } from '../repo/detected-repo.js';
import type { App } from '../repo/app.js';
import { editApp } from './edit-app.js';
import { rootCalls } from './root-calls.js';
import { rootNames, type Wanted } from './wiring-points.js';
import { disproof } from './prove.js';
import { isTaken } from './is-taken.js';
import type { Recogniser } from '../repo/frameworks/recogniser.js';
import type { Refusal } from './refusal.js';
import { placeIn } from './place-in.js';
import { refuse } from './refuse.js';
import { withoutApp } from './refuse-without-app.js';
import { reasonOf } from './why-refused.js';

/** The user's files with our statements, and notes about them. */
export interface Wired {
  readonly kind: 'wired';
  readonly texts: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
}

/**
 * apps -> the one that listens -> edited -> proven, or refused with the patch
 *
 * Edits only the shapes that the recogniser names, and only if the edited text, read again, has our calls in
 * the right places.
 */
export function wire(repo: DetectedRepo, recogniser: Recogniser, wanted: Wanted): Wired | Refusal {
  if (wanted.parts.length === 0) return { kind: 'wired', texts: new Map(), notes: [] };
  const listening = repo.apps.filter((app) => app.listeners.length > 0);
  const odd = oddOf(repo, recogniser, listening);
  const [app] = listening;
  if (repo.apps.length === 0) return withoutApp(repo, recogniser, wanted);
  const byHand = wiredByHand(repo, wanted);
  if (byHand !== undefined && (app === undefined || listening.length > 1 || odd.length > 0)) return byHand;
  if (odd.length > 0 || listening.length > 1 || app === undefined)
    return refuse({
      repo,
      apps: patchable(repo, listening, odd),
      wanted,
      recogniser,
      ...reasonOf(repo, recogniser, listening, odd),
    });
  const taken = rootNames(wanted).find((name) =>
    app.seenIn.some(({ source }) => isTaken(source, name, wanted)),
  );
  if (taken !== undefined)
    return refuse({
      repo,
      apps: [app],
      wanted,
      recogniser,
      reason: `the name ${taken} is taken in ${app.site.source.path}`,
      patch: 'none',
    });
  const texts = editApp([app], wanted, recogniser);
  const wrong = disproof({ app, repo, texts, wanted, recogniser });
  if (wrong !== undefined) return refuse({ repo, apps: [app], wanted, recogniser, reason: wrong });
  const others = recogniser.parts === 'apps' ? [] : repo.apps.filter((other) => other !== app);
  return {
    kind: 'wired',
    texts,
    notes: others.map(
      ({ site }) =>
        `${placeIn(site.source, site.call.start)}: this app does not listen itself; it is ` +
        `covered only where it is mounted on the one in ${app.site.source.path}.`,
    ),
  };
}

/** Apps of a shape that we do not edit. If apps are made of other apps, only those that may listen count. */
function oddOf(repo: DetectedRepo, { shapes, parts }: Recogniser, listening: readonly App[]): readonly App[] {
  const asked = parts === 'apps' && listening.length > 0 ? listening : repo.apps;
  return asked.filter(({ site }) => !shapes.includes(site.shape));
}

/** Other shapes are accepted after their owner has pasted our calls, found by import for every slot. */
function wiredByHand(repo: DetectedRepo, wanted: Wanted): Wired | undefined {
  const sources = new Set(
    repo.apps.flatMap(({ site, seenIn }) => [site.source, ...seenIn.map(({ source }) => source)]),
  );
  const all = rootNames(wanted).every((name) =>
    [...sources].some((source) => rootCalls(source, name, wanted.root).length > 0),
  );
  if (!all) return undefined;
  const note =
    `${rootNames(wanted).join(', ')} were added by hand; their order was not ` +
    'proven from the code. To prove it, run: rampart verify --boot';
  return { kind: 'wired', texts: new Map(), notes: [note] };
}

/** The apps in the suggested patch: those that listen, or all if that is unknown. */
function patchable(repo: DetectedRepo, listening: readonly App[], odd: readonly App[]): readonly App[] {
  if (odd.length > 0) return repo.apps.filter((app) => odd.includes(app) || listening.includes(app));
  return listening.length > 0 ? listening : repo.apps;
}
