import { exits } from '../errors.js';
import { exitOf } from '../report/exit-of.js';
import { statusPath } from '../report/page-state.js';
import { problemWords } from '../report/problem.js';
import type { Report } from '../report/shape.js';
import { unassessed } from '../report/unassessed.js';
import { warn, type Io } from './io.js';
import { progress } from './progress.js';
import type { Request } from './request.js';

/** What the first verification of a new service came to. */
export interface Verified {
  readonly outcome: 'clean' | 'findings';
  readonly summary: string;
  /** Controls that fail, each with its reason. */
  readonly fails: readonly string[];
  /** Why some lines could not be assessed; a line each, without a count of what passed. */
  readonly open: readonly string[];
  /** Lines of the checklist that nothing looks at yet. */
  readonly unprobed: number;
  readonly production: { readonly ready: 'YES' | 'NO'; readonly reasons: readonly string[] };
  /** Where all of it is written, in the folder of the service. */
  readonly page: string;
}

/** After so long no further question is asked, and what was not asked says so. */
const longestMs = 180_000;

/**
 * The seam to verify: boots what was just written and proves the checklist on it, which makes the first
 * SECURITY-STATUS.md. Without packages nothing can boot, and half of a checklist is no checklist: then this
 * is left to `rampart verify --boot`.
 */
export async function verifyNew({
  request,
  io,
}: {
  readonly request: Request;
  readonly io: Io;
}): Promise<Verified | undefined> {
  if (request.install === 'skip' || request.verify === 'skip') return undefined;
  const { verifyAfterNew } = await import('./verify.js');
  const shown = progress(io, 'proving the checklist', ' (a minute or two; --no-verify leaves it out)');
  try {
    const tell = (line: string): void => {
      shown.at(/^\d+\/\d+/.exec(line)?.[0].replace('/', ' of ') ?? line);
    };
    const asked = { root: request.root, boot: 'boot', env: io.env, tell, longestMs } as const;
    const { summary, report, lost } = await verifyAfterNew(asked);
    shown.end('done');
    if (lost !== undefined) warn(io, `What was seen is not kept for the next run: ${lost}.`);
    return {
      outcome: exitOf(report, 'lenient') === exits.done ? 'clean' : 'findings',
      summary,
      ...seenIn(report),
    };
  } catch (error) {
    shown.end('failed');
    throw error;
  }
}

const seenIn = (report: Report): Omit<Verified, 'outcome' | 'summary'> => ({
  fails: report.controls
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'error')
    .map(({ id, because }) => `${id}: ${because}`),
  open: [
    ...report.problems.flatMap(({ kind, because, said }) => [`${problemWords[kind]}: ${because}`, ...said]),
    ...unassessed(report),
  ],
  unprobed: report.unprobed,
  production: { ready: report.readiness.core, reasons: report.readiness.reasons },
  page: statusPath,
});
