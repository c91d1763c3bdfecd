import { controls } from '../controls/index.js';
import type { Control, Environment, Facts } from '../define/control.js';
import { mergeEvidence, type Evidence } from './evidence.js';
import { exerciseAll } from './exercise.js';
import { judge, type Verdict } from './judge/judge.js';
import { whatHeld, whyNotBooted } from './isolation/report.js';
import type { Wall } from './isolation/wall.js';
import { openLive } from './live.js';
import { givenWords, noGoodRequests, type GoodRequests } from './good-requests/good-requests.js';
import type { Listed } from './probe.js';
import { probes } from './probes/index.js';
import { openBench } from './subjects/bench.js';
import { allFactsOf } from './subjects/all-facts.js';
import { routesRead } from '../repo/routes-read.js';
import type { Repo } from '../repo/repo.js';
import type { Unread } from '../repo/unread.js';
import type { Hints } from './subjects/hints.js';
import type { Settings } from './subjects/settings.js';
import { openTransport } from './subjects/transport.js';
import { noWishes, type Wishes } from './subjects/wishes.js';
import { answers, toldNothing } from './told-nothing.js';
import type { Trouble } from './trouble.js';

/** subject -> exercise (each probe once) -> transcripts -> read -> findings -> judge -> verdicts -> reports */
export interface Asked {
  readonly repo: Repo | undefined;
  readonly boot: 'boot' | 'static';
  readonly url: URL | undefined;
  readonly reach: 'reads' | 'writes';
  readonly environment: Environment;
  /** The controls to judge; empty means all. */
  readonly only: readonly string[];
  readonly routes: Hints['asked'];
  /** What rampart.probes.json says. */
  readonly given?: GoodRequests;
  /** Evidence kept from earlier runs. */
  readonly earlier: readonly Evidence[];
  readonly build?: 'if-needed' | 'never';
  /** The user's options for a boot. */
  readonly wishes?: Wishes;
  /** The settings of the environment in question. */
  readonly settings?: Pick<Settings, 'values' | 'files'>;
  /** The kinds of isolation that may be used, strongest first; tests remove some. */
  readonly walls?: readonly Wall[];
  readonly now: () => Date;
  /** By `performance.now()`: from then on no new probe starts. */
  readonly untilMs?: number;
  readonly tell: (line: string) => void;
}

export interface Verification {
  readonly environment: Environment;
  readonly facts: Facts;
  readonly verdicts: readonly Verdict[];
  /** The same evidence, judged for production: readiness is about that. */
  readonly production: readonly Verdict[];
  readonly evidence: readonly Evidence[];
  /** The digest of the files that were read. */
  readonly subject: string | undefined;
  readonly at: Date;
  /** How the service was isolated during the run. */
  readonly notes: readonly string[];
  /** Files in the repository that were not read, with reasons. */
  readonly unread: readonly Unread[];
  /** Boots and looks that were asked for and failed. */
  readonly troubles: readonly Trouble[];
}

export async function verify(asked: Asked): Promise<Verification> {
  const { repo, environment, now } = asked;
  const facts = allFactsOf(repo);
  const chosen = asked.only.length === 0 ? controls : controls.filter(({ id }) => asked.only.includes(id));
  const due = probesOf(chosen);
  const subject = repo?.digest();
  const notes: string[] = [];
  const troubles: Trouble[] = [];
  const fresh = [
    ...(await readRepo(asked, due, subject)),
    ...(await readSettings(asked, subject)),
    ...(await bootIt({ asked, due, subject, notes, troubles })),
    ...(await reachIt(asked, due, troubles)),
  ];
  if (asked.given !== undefined && (asked.boot === 'boot' || asked.url !== undefined))
    notes.push(givenWords(asked.given));
  const evidence = mergeEvidence(asked.earlier, fresh);
  const at = now();
  const judgeFor = (which: readonly Control[], where: Environment): readonly Verdict[] =>
    which.map((control) =>
      judge({ control, evidence, environment: where, facts, subject, kinds, troubles, now: at }),
    );
  return {
    environment,
    facts,
    verdicts: judgeFor(chosen, environment),
    // All controls, also with --only: a look at some of them must not call production ready.
    production: judgeFor(controls, 'production'),
    evidence,
    subject,
    at,
    notes,
    unread: repo?.unread ?? [],
    troubles,
  };
}

const kinds = new Map(probes.map(({ id, kind }) => [id, kind]));

function probesOf(chosen: readonly Control[]): readonly Listed[] {
  const ids = new Set(chosen.flatMap((control) => control.probes));
  return probes.filter(({ id }) => ids.has(id));
}

async function readRepo(
  { repo, environment, now, tell, untilMs }: Asked,
  due: readonly Listed[],
  subject = '',
): Promise<readonly Evidence[]> {
  if (repo === undefined) return [];
  return exerciseAll({
    probes: due,
    subjects: { repo },
    kind: 'static',
    environment,
    target: 'repository',
    subject,
    now,
    tell,
    ...(untilMs !== undefined && { untilMs }),
  });
}

/** Only settings of staging or production are judged: development settings prove nothing. */
async function readSettings(
  { repo, settings, environment, only, now, tell }: Asked,
  subject = '',
): Promise<readonly Evidence[]> {
  if (repo === undefined || settings === undefined || environment === 'development' || only.length > 0)
    return [];
  return exerciseAll({
    probes: probes.filter(({ needs }) => needs === 'settings'),
    subjects: { settings: { ...settings, repo } },
    kind: 'settings',
    environment,
    target: settings.files.join(', '),
    subject,
    now,
    tell,
  });
}

interface Booting {
  readonly asked: Asked;
  readonly due: readonly Listed[];
  readonly subject: string | undefined;
  readonly notes: string[];
  readonly troubles: Trouble[];
}

async function bootIt({ asked, due, subject = '', notes, troubles }: Booting): Promise<readonly Evidence[]> {
  const { repo, environment, now, tell, untilMs } = asked;
  const running = due.filter(({ needs }) => needs === 'server' || needs === 'bench');
  if (asked.boot === 'static' || running.length === 0) return [];
  if (repo === undefined) {
    troubles.push({ of: 'boot', because: 'there is no package.json here', said: [] });
    return [];
  }
  tell('copying and building');
  const opened = await openBench({
    repo,
    asked: asked.routes,
    given: asked.given ?? noGoodRequests,
    ...(asked.build === undefined ? {} : { build: asked.build }),
    ...(untilMs !== undefined && { buildMs: Math.max(1000, Math.round(untilMs - performance.now())) }),
    ...(asked.wishes === undefined ? {} : { wishes: asked.wishes }),
    ...(asked.walls === undefined ? {} : { walls: asked.walls }),
  });
  if ('because' in opened) {
    troubles.push(opened);
    return [];
  }
  const bench = opened;
  try {
    const boot = await bench.shared('production');
    if (boot.state !== 'listening') {
      troubles.push(whyNotBooted(boot, { bench, wishes: asked.wishes ?? noWishes, root: repo.root }));
      return [];
    }
    const evidence = await exerciseAll({
      probes: running,
      subjects: { server: boot.server, bench },
      kind: 'booted',
      environment,
      target: 'local boot',
      subject,
      now,
      tell,
      ...(untilMs !== undefined && { untilMs }),
    });
    notes.push(...whatHeld(bench.enclosure));
    if (!(await answers(boot.server))) troubles.push(...toldNothing('boot', evidence));
    return evidence;
  } finally {
    await bench.close();
  }
}

async function reachIt(
  asked: Asked,
  due: readonly Listed[],
  troubles: Trouble[],
): Promise<readonly Evidence[]> {
  const { url, repo, routes, environment, now, tell, untilMs } = asked;
  if (url === undefined) return [];
  const transport = openTransport(asked.reach === 'writes' ? 'active' : 'passive');
  const read = repo === undefined ? [] : routesRead(repo);
  try {
    const found = await openLive({
      url,
      asked: routes,
      read,
      given: asked.given ?? noGoodRequests,
      transport,
    });
    if ('trouble' in found) {
      troubles.push(found.trouble);
      return [];
    }
    const evidence = await exerciseAll({
      probes: due.filter(({ needs }) => needs === 'server'),
      subjects: { server: found.server },
      kind: 'live',
      environment,
      target: url.origin,
      subject: url.origin,
      now,
      tell,
      ...(untilMs !== undefined && { untilMs }),
    });
    if (!(await answers(found.server))) troubles.push(...toldNothing('url', evidence));
    return evidence;
  } finally {
    transport.close(); // ends probes that took too long
  }
}
