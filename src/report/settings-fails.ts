import { cleanName } from '../clean.js';
import { age } from '../verify/judge/age.js';
import type { Evidence } from '../verify/evidence.js';
import type { Verification } from '../verify/verify.js';
import { reason } from './reason.js';

/** What is wrong with the settings of the environment that was asked about: no control, so it is named apart. */
export interface SettingsFail {
  readonly probe: string;
  readonly because: string;
  /** The files that were looked at. */
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
