import { exits, type Exit } from '../exits.js';
import type { Report } from './shape.js';

/**
 * Findings are failures, and so is what was asked for and did not happen. What could not be looked at fails
 * under --strict.
 */
export function exitOf(
  { counts, problems, settingsFails, unprobed, waived }: Report,
  how: 'lenient' | 'strict',
): Exit {
  if (counts.fail > 0 || problems.length > 0 || settingsFails.length > 0) return exits.findings;
  if (counts.error > 0) return exits.failed;
  const open = counts.inconclusive + counts.stale + counts['not-assessed'] + unprobed - waived;
  return how === 'strict' && open > 0 ? exits.findings : exits.done;
}
