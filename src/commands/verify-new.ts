import { exits } from '../errors.js';
import { unassessed } from '../report/unassessed.js';
import { problemWords } from '../report/problem.js';
import { paint, say, warn, type Io } from './io.js';
import type { Request } from './request.js';

/** What the first verification of a new service came to. */
export interface Verified {
  readonly outcome: 'clean' | 'findings';
  readonly summary: string;
  /** Why some lines could not be assessed; a line each, without a count of what passed. */
  readonly open: readonly string[];
}

/**
 * The seam to verify: boots what was just written and proves the checklist on it, which makes the first SECURITY-STATUS.md.
 * Without packages nothing can boot, and half of a checklist is no checklist: then this is left to `rampart verify --boot`.
 */
export async function verifyNew({
  request,
  io,
}: {
  readonly request: Request;
  readonly io: Io;
}): Promise<Verified | undefined> {
  if (request.install === 'skip') return undefined;
  const { verifyAfterNew, exitOf } = await import('./verify.js');
  say(io, paint(io, 'dim', 'proving the checklist on it ...'));
  const { summary, report, lost } = await verifyAfterNew({ root: request.root, boot: 'boot', env: io.env });
  if (lost !== undefined) warn(io, `What was seen is not kept for the next run: ${lost}.`);
  return {
    outcome: exitOf(report, 'lenient') === exits.done ? 'clean' : 'findings',
    summary,
    open: [
      ...report.problems.flatMap(({ kind, because, said }) => [`${problemWords[kind]}: ${because}`, ...said]),
      ...unassessed(report),
    ],
  };
}
