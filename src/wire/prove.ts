import { appsOf } from '../repo/apps.js';
import type { DetectedRepo } from '../repo/detected-repo.js';
import type { App } from '../repo/app.js';
import { isProblem, parseSource, type Source } from '../repo/source.js';
import { isWrapped, localName } from './root-calls.js';
import { wiringOf, type Wanted } from './wiring-points.js';
import { isCalled } from './insertion-points.js';
import type { Recogniser } from '../repo/frameworks/recogniser.js';
import { order } from './disproof-of-order.js';
import { ownPlaces, type OwnPlace } from './own-place.js';
import { elsewhere } from './disproof-elsewhere.js';

/**
 * Reads the edited files again as if they were a stranger's, and says what is wrong; undefined if all is
 * proven: the app is created with our options; our first call is on the app that listens, before all
 * registrations; the last one is after them; and every listening server is passed to ours.
 */
export function disproof({
  app,
  repo,
  texts,
  wanted,
  recogniser,
}: {
  readonly app: App;
  readonly repo: DetectedRepo;
  readonly texts: ReadonlyMap<string, string>;
  readonly wanted: Wanted;
  readonly recogniser: Recogniser;
}): string | undefined {
  const sources: Source[] = [];
  for (const source of repo.sources) {
    const text = texts.get(source.path);
    const parsed = text === undefined ? source : parseSource(source.path, text);
    if (isProblem(parsed)) return `the edited ${source.path} would not parse: ${parsed.message}`;
    sources.push(parsed);
  }
  // Insertions add or remove no apps, so the same index is the same app.
  const edited = appsOf(sources, repo.reader, recogniser)[repo.apps.indexOf(app)];
  const { path } = app.site.source;
  if (
    edited?.site.source.path !== path ||
    edited.site.expression !== app.site.expression ||
    !recogniser.shapes.includes(edited.site.shape)
  )
    return `${path} no longer creates the app in a statement of its own`;
  if (edited.listeners.length === 0) return `the app in ${path} would no longer be the one that listens`;
  if (wanted.parts.includes('create') && !isCalled(edited.site, 'create', wanted))
    return `${path} does not create the app with ${wiringOf(wanted, 'create').name}`;
  const place = ownPlaces(repo.sources);
  return (
    order(edited.site, wanted, recogniser.read, place) ??
    elsewhere(edited, wanted, recogniser.read, place) ??
    servers(edited, wanted, place)
  );
}

function servers({ listeners }: App, wanted: Wanted, place: OwnPlace): string | undefined {
  if (!wanted.parts.includes('server')) return undefined;
  const { name } = wiringOf(wanted, 'server');
  const open = listeners.find(
    ({ source, call }) => !isWrapped(call.around, localName(source, name, wanted.root)),
  );
  return open === undefined
    ? undefined
    : `${place(open.source, open.call.node.start)} listens without ${name}`;
}
