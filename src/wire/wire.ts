import { lineOf, type Source } from '../repo/source.js';
import type { DetectedRepo } from '../repo/detected-repo.js';
import type { App } from '../repo/app.js';
import { specifier } from '../repo/modules.js';
import { styleOf } from '../repo/layout.js';
import { codeFrame } from './frame.js';
import { editApp } from './edit-app.js';
import { rootCalls } from './root-calls.js';
import { rootNames, wiringOf, type Wanted } from './wiring-points.js';
import { disproof, isTaken } from './prove.js';
import type { Recogniser } from '../repo/frameworks/recogniser.js';
import { unified, type Refusal } from './refusal.js';
import { statementOf } from '../repo/frameworks/site.js';

/** The user's files with our statements in them, and what must be said about them. */
export interface Wired {
  readonly kind: 'wired';
  readonly texts: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
}

/**
 * apps -> the one that listens -> joined -> proven, or refused with the patch
 *
 * Prove or refuse: only a shape that the recogniser names is edited, and only when the edited text, read again, shows our calls where they must be.
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
        `${placeOf(site.source, site.call.start)}: this app does not listen itself; it is covered only where it is mounted on the one in ${app.site.source.path}.`,
    ),
  };
}

/** Apps of a shape that we do not edit. Where apps are made of apps, only those that may listen are asked. */
function oddOf(repo: DetectedRepo, { shapes, parts }: Recogniser, listening: readonly App[]): readonly App[] {
  const asked = parts === 'apps' && listening.length > 0 ? listening : repo.apps;
  return asked.filter(({ site }) => !shapes.includes(site.shape));
}

/** Shapes that we do not edit are accepted once their owner has pasted our calls: found by import, for every slot. */
function wiredByHand(repo: DetectedRepo, wanted: Wanted): Wired | undefined {
  const sources = new Set(
    repo.apps.flatMap(({ site, seenIn }) => [site.source, ...seenIn.map(({ source }) => source)]),
  );
  const all = rootNames(wanted).every((name) =>
    [...sources].some((source) => rootCalls(source, name, wanted.root).length > 0),
  );
  if (!all) return undefined;
  const note = `${rootNames(wanted).join(', ')} were wired by hand; their order was not proven from the text. Prove it by running: rampart verify --boot`;
  return { kind: 'wired', texts: new Map(), notes: [note] };
}

interface Reason {
  readonly reason: string;
  readonly patch?: 'suggested' | 'none';
}

function reasonOf(
  repo: DetectedRepo,
  { read, shapes }: Recogniser,
  listening: readonly App[],
  odd: readonly App[],
): Reason {
  const list = (apps: readonly App[]): string =>
    apps.map(({ site }) => placeOf(site.source, site.call.start)).join(', ');
  const [unserved] =
    listening.length > 0 ? [] : repo.apps.flatMap((app) => read.whyNoServer?.(app, repo.sources) ?? []);
  if (unserved !== undefined) return { reason: unserved, patch: 'none' };
  if (repo.apps.length > 1 && (odd.length > 0 || listening.length > 1))
    return {
      reason: `several apps may listen (${list(repo.apps)}), and which of them is meant is yours to say`,
    };
  const [first] = odd;
  if (first === undefined)
    return { reason: `no call that makes the app in ${list(repo.apps)} listen was found` };
  const inside = shapes.includes('block')
    ? 'the app gets its name in one place and its value in another, so which of them is used when cannot be read from the text'
    : 'the app is created inside a function or a block, so when its routes are added cannot be read from the text';
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

/** The apps that a suggested patch covers: those that listen, or all where that is not known. */
function patchable(repo: DetectedRepo, listening: readonly App[], odd: readonly App[]): readonly App[] {
  if (odd.length > 0) return repo.apps.filter((app) => odd.includes(app) || listening.includes(app));
  return listening.length > 0 ? listening : repo.apps;
}

const placeOf = (source: Source, offset: number): string => `${source.path}:${lineOf(source.text, offset)}`;

function refuse({
  repo,
  apps,
  wanted,
  recogniser,
  reason,
  patch = 'suggested',
}: {
  readonly repo: DetectedRepo;
  readonly apps: readonly App[];
  readonly wanted: Wanted;
  readonly recogniser: Recogniser;
  readonly reason: string;
  readonly patch?: 'suggested' | 'none';
}): Refusal {
  const texts = patch === 'none' ? new Map<string, string>() : editApp(apps, wanted, recogniser);
  const site = apps[0]?.site;
  const line = site === undefined ? 1 : lineOf(site.source.text, statementOf(site).start);
  const at = site === undefined ? 1 : lineOf(site.source.text, site.call.start);
  return {
    kind: 'refusal',
    exit: 'manual',
    reason,
    where: site === undefined ? '' : `${site.source.path}:${at}`,
    frame: site === undefined ? '' : codeFrame(site.source.text, Math.max(line, at)),
    statements: statements(wanted, recogniser, {
      path: site?.source.path ?? 'index.js',
      expression: site === undefined || site.expression === '' ? 'app' : site.expression,
      style: site === undefined ? 'import' : styleOf(site.source),
    }),
    patch: unified(
      [...texts].map(([path, after]) => ({ path, before: repo.reader.text(path) ?? '', after })),
    ),
    next: 'Check that ours comes first on the app that listens, then run the same command again: it finds the calls and writes the rest.',
  };
}

/** The statements as text, each with its place in words. */
function statements(
  wanted: Wanted,
  { says }: Recogniser,
  { path, expression, style }: { path: string; expression: string; style: 'import' | 'require' },
): string {
  const names = rootNames(wanted).join(', ');
  const module = specifier(path, wanted.root.stem, wanted.suffix);
  const places = {
    create: 'around the options that the app is created with',
    before: 'directly after the app is created, before anything else is mounted on it',
    after: 'after the last route',
    server: 'around the call that listens',
  };
  return [
    style === 'import'
      ? `import { ${names} } from '${module}';`
      : `const { ${names} } = require('${module}');`,
    ...wanted.parts.map((part) => {
      const subjects = {
        create: '{ ... }',
        before: expression,
        after: expression,
        server: says.serve(expression),
      };
      const text = wiringOf(wanted, part).text(subjects[part]);
      const statement = part === 'create' ? `const ${expression} = ${says.create(text)}` : text;
      return `${statement.endsWith(';') ? statement : `${statement};`} // ${places[part]}`;
    }),
  ].join('\n');
}

function withoutApp(repo: DetectedRepo, recogniser: Recogniser, wanted: Wanted): Refusal {
  const broken = repo.unreadable[0];
  const known = broken === undefined ? recogniser.read.whyNoApp?.(repo.package) : undefined;
  const reason =
    broken === undefined
      ? (known?.reason ?? `no call of ${recogniser.says.create('')} was found in the sources`)
      : `${broken.path} cannot be read: ${broken.why}`;
  return {
    ...refuse({ repo, apps: [], wanted, recogniser, reason, patch: 'none' }),
    where: broken === undefined ? '' : `${broken.path}:${broken.line}`,
    frame: broken === undefined || broken.text === '' ? '' : codeFrame(broken.text, broken.line),
    statements: statements(wanted, recogniser, {
      path: broken?.path ?? 'index.js',
      expression: 'app',
      style: repo.layout.modules === 'cjs' ? 'require' : 'import',
    }),
    next:
      broken === undefined
        ? (known?.next ?? 'Run it in the folder of the service.')
        : 'Mend that first, then run the same command again.',
  };
}
