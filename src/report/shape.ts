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

/** All that any output says, as plain data. The JSON report is this; `schema` changes if readers would break. */
export interface Report {
  readonly schema: 'rampart-report/1';
  readonly rampart: string;
  readonly at: string;
  readonly environment: string;
  readonly subject: string | null;
  /** The checked-out commit, the digest of the lockfile, and the existing documents. */
  readonly about: About;
  /** Problems of the run itself; each is a finding. */
  readonly problems: readonly Problem[];
  readonly counts: Readonly<Record<Outcome, number>>;
  /** Faults in the settings of this environment; each is a finding. */
  readonly settingsFails: readonly SettingsFail[];
  /** The number of lines that no probe can see and nobody attests. */
  readonly unprobed: number;
  readonly controls: readonly ControlRow[];
  readonly sections: readonly SectionBlock[];
  readonly tiers: readonly Block[];
  readonly phases: readonly Block[];
  /** The lines of the sections, grouped by what production still needs. */
  readonly summary: Summary;
  readonly readiness: {
    readonly environment: 'production';
    readonly core: 'YES' | 'NO';
    readonly reasons: readonly string[];
    /** One sentence. */
    readonly recommendation: string;
  };
  readonly evidence: readonly EvidenceRow[];
  /** When the first passing evidence stops counting. */
  readonly nextExpiry: string | null;
  readonly notes: readonly string[];
  /** Files in the repository that were not read, and why; at most 200 are named. */
  readonly unread: { readonly count: number; readonly named: readonly Unread[] };
  /** Signed evidence from other machines that counts. */
  readonly accepted: readonly AcceptedBundle[];
  /** What persons attest or accept, and whether it counts today. */
  readonly said: readonly SaidRow[];
  /** The number of open controls and lines that a waiver covers: --strict ignores them. */
  readonly waived: number;
  /** Existing evidence that does not count, with the reason. */
  readonly notAccepted: readonly NotAccepted[];
  /** The page that existed before this run wrote one. */
  readonly page: PageLook;
  /** The digest of all the above: it does not match an edited report. */
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
  /** The number of done lines for each grade. */
  readonly split: Readonly<Record<string, number>>;
  readonly lines: readonly (Line & { readonly command?: string })[];
}

export interface SectionBlock extends Block {
  /** The controls that pass. */
  readonly did: readonly Pick<ControlRow, 'id' | 'claim' | 'grade'>[];
  /** Files that its pieces brought. */
  readonly files: readonly string[];
}

/** Facts that only the caller can find. */
export interface About {
  readonly commit: string | null;
  readonly lockfile: string | null;
  /** Documents that a reader would open next. */
  readonly documents: readonly string[];
}

export const aboutNothing: About = { commit: null, lockfile: null, documents: [] };
