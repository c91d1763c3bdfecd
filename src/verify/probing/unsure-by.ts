import type { Finding } from '../../define/probe.js';
import type { Mistake } from '../good-requests/mistakes.js';
import { inconclusive, mendedBy } from '../probe.js';

/** A mistake of rampart.probes.json as a finding: neither passed nor failed. */
export const unsureBy = ({ because, remedy }: Mistake): Finding => mendedBy(inconclusive(because), remedy);
