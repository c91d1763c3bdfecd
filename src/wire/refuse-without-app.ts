import type { DetectedRepo } from '../repo/detected-repo.js';
import type { Recogniser } from '../repo/frameworks/recogniser.js';
import { codeFrame } from './frame.js';
import type { Refusal } from './refusal.js';
import { refuse } from './refuse.js';
import { statements } from './statements-to-paste.js';
import type { Wanted } from './wiring-points.js';

export function withoutApp(repo: DetectedRepo, recogniser: Recogniser, wanted: Wanted): Refusal {
  const broken = repo.unreadable[0];
  const known = broken === undefined ? recogniser.read.whyNoApp?.(repo.package) : undefined;
  const reason =
    broken === undefined
      ? (known?.reason ?? `no call of ${recogniser.says.create('')} was found in the sources`)
      : `${broken.path} cannot be read: ${broken.why}`;
  return {
    ...refuse({ repo, apps: [], wanted, recogniser, reason, patch: 'none' }),
    where: broken === undefined ? '' : `${broken.path}:${broken.line}`,
    frame: broken === undefined || broken.text === '' ? '' : codeFrame(broken.text, broken.line),
    statements: statements(wanted, recogniser, {
      path: broken?.path ?? 'index.js',
      expression: 'app',
      style: repo.layout.modules === 'cjs' ? 'require' : 'import',
    }),
    next:
      broken === undefined
        ? (known?.next ?? 'Run it in the folder of the service.')
        : 'Fix that first, then run the same command again.',
  };
}
