import { cleanLine, cleanName } from '../clean.js';
import { gradeOf } from '../define/probe.js';
import type { Evidence } from '../verify/evidence.js';
import { reason } from './reason.js';
import type { EvidenceRow } from './shape.js';

/** One piece of evidence in a report. */
export const evidenceRow = ({ probe, kind, at, target, findings, saw = [] }: Evidence): EvidenceRow => ({
  probe,
  outcome:
    findings.find(({ outcome }) => outcome !== 'pass')?.outcome ?? findings[0]?.outcome ?? 'inconclusive',
  grade: gradeOf[kind],
  kind,
  at,
  target: cleanName(target),
  findings: findings.map(({ add: _, remedy: __, ...finding }) => ({
    ...finding,
    because: reason(finding.because),
    ...(finding.where === undefined ? {} : { where: cleanName(finding.where) }),
  })),
  saw: saw.map((line) => cleanLine(line, 400)),
});
