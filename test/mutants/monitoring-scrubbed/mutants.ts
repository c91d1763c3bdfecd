import { mutant, swap, unmount } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

const reporter = 'src/security/monitoring.ts';

export const mutants: readonly Mutant[] = [
  mutant('events are not scrubbed', swap(reporter, 'redact(essence(event)) as ErrorEvent', 'essence(event)')),
  mutant('monitoring is not started', unmount('monitoring')),
  mutant(
    'the process ends before the report is sent',
    swap(reporter, 'beforeExit(async () => (await reporter).flush());', ''),
    swap(
      reporter,
      'post(options.url, body)',
      'new Promise((later) => setTimeout(() => later(post(options.url, body)), 600))',
    ),
  ),
  mutant(
    'every line that names an error is reported, twice',
    swap(
      reporter,
      'started.report(error, requestId)',
      '(started.report(error, requestId), started.report(new Error(String(error)), requestId))',
    ),
  ),
  mutant(
    'the whole environment goes along',
    swap(reporter, '  tags,\n});', '  tags,\n  extra: { env: Object.values(process.env).join() },\n});'),
    swap(reporter, 'redact(essence(event)) as ErrorEvent', 'essence(event)'),
  ),
];
