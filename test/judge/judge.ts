/** What a tool that is not ours says about something that we emit. */
export interface Finding {
  readonly judge: string;
  readonly rule: string;
  /** 'full: Dockerfile:6' */
  readonly where: string;
  readonly message: string;
}

/** A finding that we live with: why, and until when. An expired one is a finding itself. */
export interface Waiver {
  readonly judge: string;
  readonly rule: string;
  /** The end of `where`, without the line: 'Dockerfile'. */
  readonly file: string;
  readonly reason: string;
  readonly until: string;
}

/** A folder to look at. */
export interface Subject {
  readonly name: string;
  readonly folder: string;
  /** every output; those that are installed and locked; this repository. */
  readonly kind: 'output' | 'installed' | 'repository';
}

export interface Judge {
  readonly name: string;
  /** The executable that it needs. */
  readonly tool: string;
  readonly over: readonly Subject['kind'][];
  /** A path that a subject must have to be this judge's business. */
  readonly needs?: string;
  look(subject: Subject, tool: string): readonly Finding[];
}

/** Findings that no valid waiver covers, waivers that were used, and each waiver past its day as a finding. */
export function weigh({
  findings,
  waivers,
  today,
}: {
  readonly findings: readonly Finding[];
  readonly waivers: readonly Waiver[];
  readonly today: string;
}): { readonly open: readonly Finding[]; readonly waived: readonly Waiver[] } {
  const valid = waivers.filter(({ until }) => until >= today);
  const expired = waivers.filter(({ until }) => until < today);
  const coveredBy = (finding: Finding): Waiver | undefined => valid.find((waiver) => covers(waiver, finding));
  return {
    open: [
      ...findings.filter((finding) => coveredBy(finding) === undefined),
      ...expired.map(({ judge, rule, file, until }) => ({
        judge: 'waivers',
        rule: 'expired',
        where: file,
        message: `the waiver of ${judge} ${rule} ended on ${until}`,
      })),
    ],
    waived: valid.filter((waiver) => findings.some((finding) => covers(waiver, finding))),
  };
}

const covers = (waiver: Waiver, finding: Finding): boolean =>
  waiver.judge === finding.judge &&
  waiver.rule === finding.rule &&
  finding.where.replace(/(:\d+)+$/, '').endsWith(waiver.file);

/** The closing line, as scripts read it. */
export const closing = (open: number, waived: number, skipped: readonly string[]): string =>
  `findings: ${String(open)}, waivers: ${String(waived)}, tools skipped: ${skipped.join(', ') || 'none'}`;
