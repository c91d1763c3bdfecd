import { exits } from '../errors.js';
import { exitOf } from '../report/exit-of.js';
import { statusPath } from '../report/page-state.js';
import { problemWords } from '../report/problem.js';
import type { Report } from '../report/shape.js';
import { closingPieces } from '../report/terminal.js';
import { unassessed } from '../report/unassessed.js';
import { warn, type Io } from './io.js';
import { progress } from './progress.js';
import type { Request } from './request.js';

/** The result of the first verification of a new service. */
export interface Verified {
  readonly outcome: 'clean' | 'findings';
  readonly summary: string;
  /** Controls that fail, with their reasons. */
  readonly fails: readonly string[];
  /** The pieces that close what fails. */
  readonly closers: readonly string[];
  /** Why some lines could not be assessed, one line each. */
  readonly open: readonly string[];
  /** The number of checklist lines that no probe checks yet. */
  readonly unprobed: number;
  readonly production: { readonly ready: 'YES' | 'NO'; readonly reasons: readonly string[] };
  /** The path of the page, in the service's folder. */
  readonly page: string;
}

/** After this time no more probes start; those left out are reported as not assessed. */
const longestMs = 180_000;

/**
 * Boots the service that was just written and proves the checklist on it, which makes the first
 * SECURITY-STATUS.md. Without installed packages it cannot boot, so this is left to `rampart verify --boot`.
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
    if (lost !== undefined) warn(io, `The evidence of this run is not kept for the next one: ${lost}.`);
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
  closers: closingPieces(report),
  open: [
    ...report.problems.flatMap(({ kind, because, said }) => [`${problemWords[kind]}: ${because}`, ...said]),
    ...unassessed(report),
  ],
  unprobed: report.unprobed,
  production: { ready: report.readiness.core, reasons: report.readiness.reasons },
  page: statusPath,
});
