import { cleanLine, cleanName } from '../clean.js';
import type { Environment } from '../define/control.js';
import type { EvidenceKind, Finding } from '../define/probe.js';
import { TookTooLong, within } from '../stopper.js';
import { digestOf } from './digest-of.js';
import type { Evidence } from './evidence.js';
import type { Listed, Subjects } from './probe.js';
import { Refused } from './subjects/transport.js';
import { SeenLines, watchedBench, watchedServer } from './watched.js';

export interface Exercise {
  readonly probes: readonly Listed[];
  /** The subjects that exist. A probe whose subject is missing leaves no evidence. */
  readonly subjects: Partial<Subjects>;
  /** How the server was reached: booted here, or at its address. */
  readonly kind: EvidenceKind;
  readonly environment: Environment;
  readonly target: string;
  readonly subject: string;
  readonly now: () => Date;
  readonly tell: (line: string) => void;
  /** The end, by `performance.now()`. Probes that have not finished by then are reported as not seen. */
  readonly untilMs?: number;
  /** The time limit for synchronous work. */
  readonly longestTurnMs?: number;
}

const longestMs = 120_000;
const usualTurnMs = 10_000;
/** For all static probes together: a repo is judged within half a minute, whatever it contains. */
const longestReadingMs = 20_000;

/** Runs each probe once: exercise its subject, freeze the transcript, read findings from it. */
export async function exerciseAll(run: Exercise): Promise<readonly Evidence[]> {
  const due = run.probes.filter(({ needs }) => run.subjects[needs] !== undefined);
  const evidence: Evidence[] = [];
  const queue = [...due].sort((a, b) => order(a) - order(b));
  let done = 0;
  let spentMs = 0;
  const work = async (): Promise<void> => {
    for (let probe = queue.shift(); probe !== undefined; probe = queue.shift()) {
      run.tell(`${(done += 1)}/${due.length} ${probe.question}`);
      const started = performance.now();
      const turnMs = run.longestTurnMs ?? usualTurnMs;
      const leftMs = run.kind === 'static' ? longestReadingMs - spentMs : turnMs;
      evidence.push(await exerciseOne(probe, run, Math.min(turnMs, leftMs)));
      spentMs += performance.now() - started;
      // lets signals be handled in between
      if (run.kind === 'static') await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await Promise.all(run.subjects.bench === undefined ? [work()] : [work(), work()]);
  return evidence.sort((a, b) => (a.probe < b.probe ? -1 : 1));
}

/** Harmless probes first, so that hostile bodies and floods cannot disturb their results. */
const order = ({ safety, needs }: Listed): number => disturbance[safety] + cost[needs];
const disturbance = { passive: 0, active: 10, disruptive: 20 };
const cost = { repo: 0, settings: 0, server: 1, bench: 2 };

const fileKinds: Partial<Record<Listed['needs'], EvidenceKind>> = { repo: 'static', settings: 'settings' };

async function exerciseOne(probe: Listed, run: Exercise, turnMs: number): Promise<Evidence> {
  const kind = fileKinds[probe.needs] ?? run.kind;
  const saw = new SeenLines();
  const leftMs = (run.untilMs ?? Infinity) - performance.now();
  const bounds = { turnMs, mostMs: Math.min(longestMs, leftMs) };
  const seen =
    leftMs > 0
      ? await seenBy(probe, watched(probe.needs, run.subjects, saw), bounds)
      : { findings: [timeIsUp] };
  return {
    probe: probe.id,
    kind,
    environment: run.environment,
    at: run.now().toISOString(),
    target: kind === 'static' ? 'repository' : run.target,
    subject: run.subject,
    ...(saw.lines.length === 0 ? {} : { saw: saw.lines }),
    ...seen,
  };
}

function watched(needs: Listed['needs'], subjects: Partial<Subjects>, saw: SeenLines): unknown {
  const { server, bench } = subjects;
  if (needs === 'server' && server !== undefined) return watchedServer(server, saw);
  return needs === 'bench' && bench !== undefined ? watchedBench(bench, saw) : subjects[needs];
}

const timeIsUp: Finding = { outcome: 'inconclusive', because: 'not looked at: the time for this run was up' };

async function seenBy(
  probe: Listed,
  subject: unknown,
  { turnMs, mostMs }: { readonly turnMs: number; readonly mostMs: number },
): Promise<Pick<Evidence, 'transcript'> & { readonly findings: readonly Finding[] }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const because = `no result within ${Math.ceil(mostMs / 1000)} s`;
    // Timers use whole milliseconds and may fire one early. After one more, the time is certainly over.
    const delayMs = Math.ceil(mostMs) + 1;
    timer = setTimeout(() => reject(new Refused('inconclusive', because)), delayMs);
  });
  try {
    if (turnMs <= 0) throw new TookTooLong(longestReadingMs);
    const signals = fileKinds[probe.needs] !== undefined ? 'may be killed' : 'kept';
    const turn = <T>(work: () => T): T => within(turnMs, signals, work);
    const transcript = await Promise.race([turn(() => probe.exercise(subject as never)), late]);
    const findings = turn(() => probe.read(deepFreeze(transcript) as never)).map(cleaned);
    return { transcript: digestOf(transcript), findings };
  } catch (error) {
    if (error instanceof Refused) {
      const { outcome, message, advice } = error;
      return { findings: [cleaned({ outcome, because: message, ...advice })] };
    }
    const said = error instanceof Error ? error.message : String(error);
    const because = cleanLine(`the probe itself failed: ${said}`, longestReason);
    return { findings: [{ outcome: 'error', because }] };
  } finally {
    clearTimeout(timer);
  }
}

/** A finding may contain names and answers of strangers. It is cleaned here, before it is kept, signed and shown. */
const cleaned = ({ outcome, because, where, add, remedy }: Finding): Finding => ({
  outcome,
  because: cleanLine(because, longestReason),
  ...(where === undefined ? {} : { where: cleanName(where) }),
  ...(add === undefined ? {} : { add: cleanLine(add, longestReason) }),
  ...(remedy === undefined ? {} : { remedy: cleanLine(remedy, longestReason) }),
});
const longestReason = 2000;

/** Freezes a transcript, because it is evidence: reading it must not change it. */
function deepFreeze<T>(value: T): T {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const each = open.pop();
    if (typeof each !== 'object' || each === null || Object.isFrozen(each)) continue;
    Object.freeze(each);
    for (const inner of Object.values(each)) open.push(inner);
  }
  return value;
}
