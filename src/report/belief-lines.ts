import type { NotAccepted } from '../evidence/believed.js';
import type { Report } from './shape.js';
import type { Paint } from './paint.js';

/** Lines after the problems: other evidence that was not believed, and what was accepted from elsewhere. */
export function beliefLines(report: Report, paint: Paint): readonly string[] {
  const { page, notAccepted } = report;
  const told = ['unknown', 'older', 'theirs'].includes(page.state)
    ? [`SECURITY-STATUS.md: ${page.because}`]
    : [];
  return [
    ...notAccepted
      .filter(({ of }) => of !== 'handed')
      .map((one) => `${paint('yellow', 'note')}   ${sentence(one)}`),
    ...told.map((line) => `${paint('yellow', 'note')}   ${line}`),
    ...acceptedLines(report),
  ];
}

/** The same for the page, but about evidence only: the earlier page no longer exists when this one is read. */
export const beliefNotes = (report: Report): readonly string[] => [
  ...report.notAccepted.map(sentence),
  ...acceptedLines(report),
];

const sentence = ({ what, because }: NotAccepted): string => `not accepted: ${what}: ${because}`;

const acceptedLines = ({ accepted }: Report): readonly string[] =>
  accepted.map(({ what, by, at, commit, environment, url, results }) => {
    const counted = `${results} ${results === 1 ? 'result' : 'results'}`;
    const where = url === null ? environment : `${environment} at ${url}`;
    const when = at.slice(0, 16).replace('T', ' ');
    return `accepted: ${what}: ${counted} for ${where}, seen ${when} on commit ${commit.slice(0, 12)}, signed by ${by}`;
  });
