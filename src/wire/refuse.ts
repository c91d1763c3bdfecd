import type { App } from '../repo/app.js';
import type { DetectedRepo } from '../repo/detected-repo.js';
import type { Recogniser } from '../repo/frameworks/recogniser.js';
import { statementOf } from '../repo/frameworks/site.js';
import { styleOf } from '../repo/layout.js';
import { lineOf } from '../repo/line-of.js';
import { editApp } from './edit-app.js';
import { codeFrame } from './frame.js';
import type { Refusal } from './refusal.js';
import { unifiedDiff } from '../unified-diff.js';
import { statements } from './statements-to-paste.js';
import type { Wanted } from './wiring-points.js';

/** Makes the refusal: why, where, and the statements or the patch to apply by hand. */
export function refuse({
  repo,
  apps,
  wanted,
  recogniser,
  reason,
  patch = 'suggested',
}: {
  readonly repo: DetectedRepo;
  readonly apps: readonly App[];
  readonly wanted: Wanted;
  readonly recogniser: Recogniser;
  readonly reason: string;
  readonly patch?: 'suggested' | 'none';
}): Refusal {
  const texts = patch === 'none' ? new Map<string, string>() : editApp(apps, wanted, recogniser);
  const site = apps[0]?.site;
  const line = site === undefined ? 1 : lineOf(site.source.text, statementOf(site).start);
  const at = site === undefined ? 1 : lineOf(site.source.text, site.call.start);
  return {
    kind: 'refusal',
    exit: 'manual',
    reason,
    where: site === undefined ? '' : `${site.source.path}:${at}`,
    frame: site === undefined ? '' : codeFrame(site.source.text, Math.max(line, at)),
    statements: statements(wanted, recogniser, {
      path: site?.source.path ?? 'index.js',
      expression: site === undefined || site.expression === '' ? 'app' : site.expression,
      style: site === undefined ? 'import' : styleOf(site.source),
    }),
    patch: [...texts]
      .map(([path, after]) => unifiedDiff({ path, before: repo.reader.text(path), after, context: 2 }))
      .join(''),
    next:
      'Make sure that our call is the first one on the app that listens. Then run the same command again: ' +
      'it finds the calls and writes the rest.',
  };
}
