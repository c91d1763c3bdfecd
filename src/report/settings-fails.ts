import { cleanName } from '../clean.js';
import { age } from '../verify/judge/age.js';
import type { Evidence } from '../verify/evidence.js';
import type { Verification } from '../verify/verify.js';
import { reason } from './reason.js';

/** A fault in the settings of the environment in question. It belongs to no control, so it is listed separately. */
export interface SettingsFail {
  readonly probe: string;
  readonly because: string;
  /** The files that were read. */
  readonly where: string;
}

const maxAgeDays = 90;

export const settingsFailsIn = ({
  evidence,
  environment,
  subject,
  at,
}: Pick<Verification, 'evidence' | 'environment' | 'subject' | 'at'>): readonly SettingsFail[] =>
  evidence.filter((one) => isOfThis(one, environment) && isFresh(one, subject, at)).flatMap(failsOf);

const isOfThis = ({ kind, environment }: Evidence, asked: string): boolean =>
  kind === 'settings' && environment === asked;

const isFresh = (one: Evidence, subject: string | undefined, now: Date): boolean =>
  age(one, { subject, maxAgeDays, now }) === undefined;

const failsOf = ({ probe, target, findings }: Evidence): readonly SettingsFail[] =>
  findings
    .filter(({ outcome }) => outcome === 'fail')
    .map(({ because }) => ({ probe, because: reason(because), where: cleanName(target) }));
