import { lstatSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RampartError } from '../errors.js';
import { readUtf8 } from '../read-file.js';
import type { Evidence } from '../verify/evidence.js';
import { integrity, markdown } from './markdown.js';
import type { Report } from './report.js';

export const statusPath = 'SECURITY-STATUS.md';
export const evidencePath = '.rampart/evidence.json';

/** Ours are a tenth of it. */
const largest = 10_000_000;

/** Evidence of earlier runs; a file that is not ours or is broken counts as none. */
export function readEvidence(root: string): readonly Evidence[] {
  try {
    const { schema, evidence } = JSON.parse(String(readUtf8(join(root, evidencePath), largest))) as {
      schema?: string;
      evidence?: unknown;
    };
    return schema === 'rampart-evidence/1' && Array.isArray(evidence)
      ? (evidence as Evidence[]).filter(isEvidence)
      : [];
  } catch {
    return [];
  }
}

const isEvidence = ({ probe, kind, at, findings }: Evidence): boolean =>
  typeof probe === 'string' &&
  typeof kind === 'string' &&
  !Number.isNaN(Date.parse(at)) &&
  Array.isArray(findings) &&
  findings.every((finding) => typeof finding?.outcome === 'string' && typeof finding.because === 'string');

/** Whether the page that is there was edited since verify wrote it. */
export function pageState(root: string): 'absent' | 'intact' | 'edited' {
  const page = readUtf8(join(root, statusPath), largest);
  if (typeof page === 'string') return integrity(page);
  return page.no === 'absent' ? 'absent' : 'edited';
}

/** Writes the page and the evidence behind it, each whole or not at all. */
export function keep(root: string, report: Report, evidence: readonly Evidence[]): void {
  writeWhole(root, evidencePath, `${JSON.stringify({ schema: 'rampart-evidence/1', evidence }, null, 1)}\n`);
  writeWhole(root, statusPath, markdown(report));
}

function writeWhole(root: string, path: string, text: string): void {
  for (const each of [dirname(path), path]) {
    if (each !== '.' && isLink(join(root, each)))
      throw new RampartError('RAMPART_PATH_OUTSIDE', { path: each, root });
  }
  mkdirSync(join(root, dirname(path)), { recursive: true });
  const temporary = join(root, `${path}.tmp`);
  writeFileSync(temporary, text);
  renameSync(temporary, join(root, path));
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}
