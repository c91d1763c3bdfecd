import { defineProbe, type Finding, type Probe } from '../define/probe.js';
import type { Bench } from './subjects/bench.js';
import type { Repo } from '../repo/repo.js';
import type { Server } from './subjects/server.js';
import type { Settings } from './subjects/settings.js';
import { whoEndedIt } from './who-ended-it.js';

/**
 * The subjects of probes: files, the settings of an environment, a running service, or a bench that boots the
 * service.
 */
export interface Subjects {
  readonly repo: Repo;
  readonly settings: Settings;
  readonly server: Server;
  readonly bench: Bench;
}

type Needs = keyof Subjects;

/** A probe with its subject, without its transcript's type, so that all fit into one list. */
export interface Listed extends Probe<never, never> {
  readonly needs: Needs;
}

type Sketch<S, T> = Omit<Probe<S, T>, 'kind'>;

export const onRepo = <T>(probe: Omit<Sketch<Repo, T>, 'safety'>): Probe<Repo, T> & { needs: 'repo' } => ({
  ...defineProbe({ ...probe, kind: 'static', safety: 'passive' }),
  needs: 'repo',
});
export const onSettings = <T>(
  probe: Omit<Sketch<Settings, T>, 'safety'>,
): Probe<Settings, T> & { needs: 'settings' } => ({
  ...defineProbe({ ...probe, kind: 'settings', safety: 'passive' }),
  needs: 'settings',
});
export const onServer = <T>(probe: Sketch<Server, T>): Probe<Server, T> & { needs: 'server' } => ({
  ...defineProbe({ ...probe, kind: 'live', exercise: (server) => whoEndedIt(server, probe.exercise) }),
  needs: 'server',
});
export const onBench = <T extends object>(
  probe: Sketch<Bench, T>,
): Probe<Bench, T | Unseen> & { needs: 'bench' } => ({
  ...defineProbe({
    ...probe,
    kind: 'booted',
    exercise: (bench) => probe.exercise(bench).catch(unseenOf),
    read: (transcript) =>
      'unseen' in transcript ? [inconclusive(transcript.unseen)] : probe.read(transcript),
  }),
  needs: 'bench',
});

/** Thrown if there is nothing to look at. The report shows its message. */
export class NotSeen extends Error {}

/** The transcript of a probe that had nothing to look at. */
interface Unseen {
  readonly unseen: string;
}

function unseenOf(error: unknown): Unseen {
  if (error instanceof NotSeen) return { unseen: error.message };
  throw error;
}

const say =
  (outcome: Finding['outcome']) =>
  (because: string, where?: string): Finding => ({
    outcome,
    because,
    ...(where === undefined ? {} : { where }),
  });

/** A finding with a remedy of its own. */
export const mendedBy = (finding: Finding, remedy: string): Finding => ({ ...finding, remedy });

export const pass = say('pass');
export const fail = say('fail');
export const inconclusive = say('inconclusive');
export const notAssessed = say('not-assessed');
/** There is nothing to look at; the other probes of the control decide. */
export const notApplicable = say('not-applicable');

export const noRoute = 'no route answers 2xx: name one that does with --route "GET /path"';

/** The faults if there are any, else the pass. */
export const verdictOf = (faults: readonly Finding[], passed: Finding): readonly Finding[] =>
  faults.length > 0 ? faults : [passed];
