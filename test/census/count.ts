import { loadCatalogue } from '../../generators/load-catalogue.js';
import { ownIgnore } from '../../src/commit/journal.js';
import type { Framework } from '../../src/define/framework.js';
import type { Preset } from '../../src/define/words.js';
import { composeNew } from '../../src/plan/compose-service.js';
import type { Emitted } from '../../src/plan/emitted.js';
import { piecesOf } from '../../src/plan/select.js';

/** The size of a new service on the first target: what git tracks, without the lockfile. */
export interface Census {
  readonly files: number;
  /** Lines of TypeScript, with tests. */
  readonly lines: number;
  readonly withoutTests: number;
  readonly securityFiles: number;
  readonly securityLines: number;
}

const catalogue = loadCatalogue();
const target = catalogue.targets[0]?.id ?? '';

/** Counts what `new` writes. Files with secrets are ignored by git. */
export function count(framework: Framework, preset: Preset): Census {
  const pieces = piecesOf(preset, framework, catalogue);
  const answers = { name: 'counted', framework: framework.id, target, preset, pieces, options: {} };
  const composed = composeNew({
    answers: { ...answers, packageManager: 'npm', node: '26' },
    catalogue,
    secret: () => 'counted',
  });
  const files = composed.filter(({ privacy }) => privacy !== 'secret');
  const code = files.filter(({ path }) => path.endsWith('.ts'));
  const security = code.filter(({ path }) => path.startsWith('src/security/'));
  return {
    files: [...files.map(({ path }) => path), ownIgnore.path].length,
    lines: linesOf(code),
    withoutTests: linesOf(code.filter(({ path }) => !path.startsWith('test/'))),
    securityFiles: security.length,
    securityLines: linesOf(security),
  };
}

const linesOf = (files: readonly Emitted[]): number =>
  files.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0);
