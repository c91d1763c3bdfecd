import { sha256 } from '../sha256.js';
import { generatorVersion } from '../version.js';
import type { Answers } from '../define/answers.js';
import type { Emitted } from './emitted.js';
import { baseText } from './base-text.js';
import { basePath, manifestPath, type Manifest } from '../define/manifest.js';
import type { Layout } from '../define/layout.js';

/**
 * rampart.json (answers, layout, the owner and hash of every emitted file) and .rampart/base.json (the texts
 * as written, for later updates). Neither lists files with secrets.
 */
export function manifestFiles({
  answers,
  layout,
  files,
}: {
  readonly answers: Answers;
  readonly layout: Layout;
  readonly files: readonly Emitted[];
}): readonly Emitted[] {
  const kept = files.filter((file) => file.privacy !== 'secret');
  const manifest: Manifest = {
    rampart: generatorVersion,
    answers,
    layout,
    files: Object.fromEntries(kept.map(({ path, owner, text }) => [path, { owner, sha256: sha256(text) }])),
  };
  const base = Object.fromEntries(kept.map(({ path, text }) => [path, text]));
  return [
    { path: manifestPath, text: `${JSON.stringify(manifest, null, 2)}\n`, owner: 'owned' },
    { path: basePath, text: baseText(base), owner: 'owned' },
  ];
}
