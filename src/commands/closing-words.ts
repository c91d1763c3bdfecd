import { posix } from 'node:path';
import { parseEnv } from 'node:util';
import type { Plan } from '../plan/plan.js';
import { unprobedWords } from '../report/terminal.js';
import type { Verified } from './verify-new.js';

/**
 * What was proven on a new service and what was not: each failure by name, and whether it is ready for
 * production.
 */
export function proofWords(verified: Verified | undefined): readonly string[] {
  if (verified === undefined)
    return ['Nothing is proven yet: "verify --boot" does it, and writes SECURITY-STATUS.md.'];
  const { summary, fails, open, unprobed, production, page } = verified;
  return [
    summary,
    ...fails.map((line) => `  fail   ${line}`),
    ...open.map((line) => `  ${line}`),
    ...(unprobed === 0 ? [] : [`${unprobedWords(unprobed)}.`]),
    ...(production.ready === 'YES'
      ? ['Ready for production: yes.']
      : ['Ready for production: no. Open there:', ...production.reasons.map((line) => `  - ${line}`)]),
    `The whole report is in ${page}.`,
  ];
}

/** Where the service listens and how it is deployed, by the files of a plan. Paths are relative to its folder. */
export function placesIn(
  { changes, service = '' }: Pick<Plan, 'changes' | 'service'>,
  target: string,
): Places {
  const text = (path: string): string | undefined =>
    changes.find((change) => change.path === posix.join(service, path))?.after;
  const { PORT } = parseEnv(text('.env') ?? '');
  const deploy = `deploy/${target}/README.md`;
  return {
    ...(PORT !== undefined && { address: `http://localhost:${PORT}` }),
    ...(text(deploy) !== undefined && { deploy }),
  };
}

export interface Places {
  readonly address?: string;
  readonly deploy?: string;
}

/** A route that every bare service has, on any framework. */
export const example = '/notes';
