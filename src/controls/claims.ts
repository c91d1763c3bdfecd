import type { Environment } from '../define/control.js';

/**
 * Something that only a person can say: an act or a habit that no probe sees. When a probe can see it, the
 * claim is removed from this list.
 */
export interface Claim {
  readonly id: string;
  readonly claim: string;
  /** The longest validity in days: as often as the act is due. */
  readonly mostDays: number;
}

const quarter = 92;
const month = 31;
const year = 366;
const claim = (id: string, mostDays: number, text: string): Claim => ({ id, mostDays, claim: text });

export const claims: readonly Claim[] = [
  claim('secrets-made-anew', year, 'The secrets of this environment were made anew, for it alone.'),
  claim('secrets-distinct-per-env', year, 'Each environment has secrets of its own.'),
  claim('secrets-rotation', quarter, 'Secrets are changed every quarter, and the last change is done.'),
  claim('secrets-manager', year, 'Secrets are kept in a secrets manager, and come from there.'),
  claim('service-auth', year, 'Services that call this one show a key of their own.'),
  claim('settings-filled-in', year, 'The settings of this environment are filled in from the template.'),
  claim('production-mode', year, 'The service runs with NODE_ENV=production there.'),
  claim('allowed-origins-set', year, 'The allowed origins there are the real ones, each exact and https.'),
  claim('rate-limits-tried', year, 'The rate limits were tried against the service there.'),
  claim('db-tls-enforced', year, 'The managed database is set up, and refuses connections without TLS.'),
  claim('db-network-allowlist', year, 'A firewall lets only named addresses reach the database.'),
  claim('db-audit-logging', year, 'The database logs who did what.'),
  claim('db-backups-pitr', quarter, 'Backups run daily, with recovery to a point in time.'),
  claim('db-restore-drill', quarter, 'A backup was restored, and the data was looked at.'),
  claim('monitoring-set-up', year, 'Errors of this environment arrive where somebody reads them.'),
  claim('container-in-use', year, 'The hardened image is what runs there, by its digest.'),
  claim('workload-confined', year, 'The confined unit or pods are what runs there.'),
  claim('security-logs-monitored', month, 'Somebody reads the security log, or is called by it.'),
  claim('issues-documented', quarter, 'What is left open is written down, with an owner.'),
  claim('security-review', month, 'The monthly security review was done.'),
];

export const claimById: ReadonlyMap<string, Claim> = new Map(claims.map((one) => [one.id, one]));

/** Whether a claim about one environment also covers another: what holds in production also holds in development. */
export const covers = (claimed: Environment, asked: Environment): boolean =>
  claimed === asked || (claimed === 'production' && asked === 'development');

/** The command that attests it. */
export const attesting = (id: string): string =>
  `rampart attest ${id} --by "<your name>" --seen <file that shows it>`;
