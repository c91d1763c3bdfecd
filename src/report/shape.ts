import type { Grade, Outcome } from '../define/control.js';
import type { Finding } from '../define/probe.js';
import type { NotAccepted, AcceptedBundle } from '../evidence/believed.js';
import type { Line } from '../verify/judge/lines.js';
import type { Unread } from '../repo/unread.js';
import type { PageLook } from './page-state.js';
import type { Problem } from './problem.js';
import type { SaidRow } from './said.js';
import type { SettingsFail } from './settings-fails.js';
import type { Summary } from './summary.js';

/**
 * Everything that any output says, as plain data. The JSON report is this; `schema` changes when a reader
 * would break.
 */
export interface Report {
  readonly schema: 'rampart-report/1';
  readonly rampart: string;
  readonly at: string;
  readonly environment: string;
  readonly subject: string | null;
  /** The commit that is checked out, the digest of the lockfile, and the documents that are there. */
  readonly about: About;
  /** What is wrong with the run itself; each is a finding. */
  readonly problems: readonly Problem[];
  readonly counts: Readonly<Record<Outcome, number>>;
  /** What is wrong with the settings of this environment; each is a finding. */
  readonly settingsFails: readonly SettingsFail[];
  /** Lines of the sections and phases that no probe can see, and nobody attests. */
  readonly unprobed: number;
  readonly controls: readonly ControlRow[];
  readonly sections: readonly SectionBlock[];
  readonly tiers: readonly Block[];
  readonly phases: readonly Block[];
  /** The lines of the sections, by what production still needs of them. */
  readonly summary: Summary;
  readonly readiness: {
    readonly environment: 'production';
    readonly core: 'YES' | 'NO';
    readonly reasons: readonly string[];
    /** One sentence. */
    readonly recommendation: string;
  };
  readonly evidence: readonly EvidenceRow[];
  /** When the first of the passing evidence stops counting. */
  readonly nextExpiry: string | null;
  readonly notes: readonly string[];
  /** What is in the repository and was not read, and why: at most 200 of them are named. */
  readonly unread: { readonly count: number; readonly named: readonly Unread[] };
  /** Signed evidence of other machines that counts. */
  readonly accepted: readonly AcceptedBundle[];
  /** What persons attest or accept, and what it is worth today. */
  readonly said: readonly SaidRow[];
  /** Open controls and lines that a waiver covers: --strict passes over them. */
  readonly waived: number;
  /** Evidence that was there and counts for nothing, with the reason. */
  readonly notAccepted: readonly NotAccepted[];
  /** The page that was found, before this run wrote any. */
  readonly page: PageLook;
  /** Of all the above: a report that was edited by hand does not match it. */
  readonly sha256: string;
}

export interface ControlRow {
  readonly id: string;
  readonly section: string;
  readonly severity: string;
  readonly claim: string;
  readonly outcome: Outcome;
  readonly grade: Grade;
  readonly required: Grade;
  readonly because: string;
  readonly where: string | null;
  /** Pieces that `rampart add` can bring here for it. */
  readonly closers: readonly string[];
  readonly remedy: string;
  readonly asvs: readonly string[];
  readonly probes: readonly string[];
}

export interface EvidenceRow {
  readonly probe: string;
  readonly outcome: Outcome;
  readonly grade: Grade;
  readonly kind: string;
  readonly at: string;
  readonly target: string;
  readonly findings: readonly Finding[];
  /** Some of the requests that it rests on. */
  readonly saw: readonly string[];
}

export interface Block {
  readonly title: string;
  readonly badge: 'COMPLETED' | 'PARTIAL' | 'OPEN' | 'NOT ASSESSED' | 'NOT APPLICABLE';
  readonly done: number;
  readonly due: number;
  /** Of the lines that are done, how many at each grade. */
  readonly split: Readonly<Record<string, number>>;
  readonly lines: readonly (Line & { readonly command?: string })[];
}

export interface SectionBlock extends Block {
  /** What was seen to hold. */
  readonly did: readonly Pick<ControlRow, 'id' | 'claim' | 'grade'>[];
  /** Files that the pieces behind it brought. */
  readonly files: readonly string[];
}

/** What only the caller can look up. */
export interface About {
  readonly commit: string | null;
  readonly lockfile: string | null;
  /** Paths of documents that a reader would open next. */
  readonly documents: readonly string[];
}

export const aboutNothing: About = { commit: null, lockfile: null, documents: [] };
