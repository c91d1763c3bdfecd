import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { commitFile, type FileChange } from '../commit/commit-file.js';
import { manifestPath } from '../define/manifest.js';
import { RampartError } from '../errors.js';
import { believe, keptHere } from '../evidence/believe.js';
import { nothingBelieved, type Believed } from '../evidence/believed.js';
import { bundleOf } from '../evidence/bundle.js';
import type { Here } from '../evidence/here.js';
import { keepHere } from '../evidence/kept.js';
import { readPlain } from '../evidence/plain-file.js';
import { lockfileDigest, subjectOf, type Subject } from '../evidence/subject.js';
import { packageName } from '../evidence/package-name.js';
import { signedFile } from '../evidence/signed-file.js';
import type { Closers } from '../plan/closers.js';
import { filesOfControls, noPieceForControls } from './about-controls.js';
import { manifestHere } from './manifest-here.js';
import { planPage } from '../report/plan-page.js';
import { markdown } from '../report/markdown.js';
import { lookAtPage, signedPage, statusPath } from '../report/page-state.js';
import { reportOf } from '../report/report.js';
import { aboutNothing, type About, type Report } from '../report/shape.js';
import { sha256 } from '../sha256.js';
import type { Evidence } from '../verify/evidence.js';
import type { Repo } from '../repo/repo.js';
import type { Asked, Verification } from '../verify/verify.js';
import { generatorVersion } from '../version.js';
import { configurationOf, evidenceOptions, type EvidenceOptions } from './evidence-options.js';
import type { Io } from './io.js';
import type { Given } from './command.js';

/**
 * What one run of verify believes, reports, keeps and sends:
 *
 *   options -> believe -> (verify) -> report -> keep (page and state, if it writes) -> send (--evidence-out)
 */
export interface EvidenceOfRun {
  readonly earlier: readonly Evidence[];
  report(verification: Verification, closers?: Closers): Report;
  /** Writes the page if this run should, and its state outside the repository. */
  keep(report: Report, verification: Verification): KeptByRun;
  /** Writes the signed evidence of this run, if that was asked for. Returns its path. */
  send(verification: Verification): string | undefined;
}

/** What a run left behind it. */
export interface KeptByRun {
  readonly wrote: readonly string[];
  /** Why the next run will not know what this one saw. */
  readonly lost?: string;
  /** Why there is no page although one was to be written: what was found stands all the same. */
  readonly notWritten?: RampartError;
}

export interface Opening {
  readonly given: Given;
  readonly io: Pick<Io, 'cwd' | 'env'>;
  readonly root: string;
  /** The request without earlier evidence, which this adds. */
  readonly asked: Asked;
  /** 'new': the folder was just made, so state of an earlier folder at this path is dropped. */
  readonly folder: 'new' | 'there';
}

export function openEvidence({ given, io, root, asked, folder }: Opening): EvidenceOfRun {
  const options = evidenceOptions(given, io, root);
  const { repo } = asked;
  const configuration = configurationOf(asked, variablesIn(given));
  const subject = (): Subject | undefined =>
    repo === undefined ? undefined : subjectOf(repo, options.files);
  const before = options.handed.length > 0 || options.out !== undefined ? subject() : undefined;
  const own = { root, folders: options.folders, repo, rampart: generatorVersion, now: asked.now() };
  const here = (): Here | undefined =>
    repo === undefined || before === undefined
      ? undefined
      : { subject: before, digest: repo.digest(), configuration, rampart: generatorVersion, now: own.now };
  const believed = folder === 'new' ? nothingBelieved : believe({ ...own, ...options, here });
  // With --only, earlier evidence counts only if it was handed over for this run.
  const earlier = asked.only.length === 0 ? believed.evidence : believed.evidence.filter(({ by }) => by);
  const seenBy = ({ evidence }: Verification): readonly Evidence[] =>
    evidence.filter((one) => !earlier.includes(one));
  return {
    earlier,
    report: (verification, closers = new Map()) =>
      reportWith({ verification, believed, options, root, asked, closers }),
    keep: (report, verification) => {
      const change = planPage({
        ...{ root, only: asked.only, found: report.page, made: madeHere(root) },
        wanted: given['write'] === 'yes' ? 'always' : given['write'] === 'no' ? 'never' : 'where ours',
        text: () => pageOf(report, options),
      });
      if (change === undefined) return { wrote: [] };
      // Keeps the state before the page: if the run is killed between the two, the old page is still known.
      const lost = keepHere({
        ...own,
        name: packageName(repo),
        seen: seenBy(verification),
        // Read again: another run may have added to it since this one began.
        before: folder === 'new' ? nothingBelieved.kept : keptHere({ ...own, now: asked.now() }).kept,
        page: { sha256: sha256(change.text), subject: report.subject ?? '', at: report.at },
      });
      const notWritten = notCommitted(change);
      if (notWritten !== undefined) return { wrote: [], notWritten };
      return { wrote: [change.path], ...(lost !== undefined && { lost }) };
    },
    send: (verification) => {
      if (options.out === undefined || options.signer === undefined) return undefined;
      if (before === undefined || before.commit === null)
        throw noSubject(options.out, 'there is no commit here');
      if (JSON.stringify(before) !== JSON.stringify(subject()))
        throw noSubject(options.out, 'the files changed during the run');
      const text = bundleOf({
        at: asked.now(),
        rampart: generatorVersion,
        subject: { ...before, commit: before.commit },
        configuration,
        seen: seenBy(verification),
        key: options.signer,
      });
      commitFile(signedFile({ root, path: options.out, text, state: 'The report is above.' }));
      return options.out;
    },
  };
}

/** Makes the change; the error where the disk does not let it be made. */
function notCommitted(change: FileChange): RampartError | undefined {
  try {
    commitFile(change);
    return undefined;
  } catch (error) {
    if (error instanceof RampartError && error.code === 'RAMPART_WRITE_FAILED') return error;
    throw error;
  }
}

const madeHere = (root: string): 'ours' | 'theirs' =>
  existsSync(join(root, manifestPath)) ? 'ours' : 'theirs';

const noSubject = (file: string, problem: string): RampartError =>
  new RampartError('RAMPART_BAD_EVIDENCE', { file, problem });

/** Names of the variables that the service gets, never their values. */
const variablesIn = (given: Given): readonly string[] =>
  [given['env'] ?? []].flat().map((pair) => pair.split('=')[0] ?? '');

const maxPageBytes = 2 * 1024 * 1024;

interface Reporting {
  readonly verification: Verification;
  readonly believed: Believed;
  readonly options: EvidenceOptions;
  readonly root: string;
  readonly asked: Asked;
  readonly closers: Closers;
}

/** Makes the report twice: the page that exists is compared with the one that this run would write. */
function reportWith({ verification: seen, believed, options, root, asked, closers }: Reporting): Report {
  const { repo } = asked;
  const { manifest, notes } = repo === undefined ? { notes: [] } : manifestHere(root);
  const verification = { ...seen, notes: [...seen.notes, ...notes] };
  const more = {
    believed,
    about: repo === undefined ? aboutNothing : aboutOf(repo),
    filesOf: filesOfControls(manifest),
    noPieceFor: noPieceForControls(manifest),
    closers,
  };
  const draft = reportOf(verification, generatorVersion, more);
  const page = lookAtPage({
    read: readPlain(join(root, statusPath), maxPageBytes),
    written: believed.kept.pages,
    trusted: options.trusted,
    digest: verification.subject,
    today: asked.only.length === 0 ? markdown(draft) : undefined,
    made: madeHere(root),
  });
  return reportOf(verification, generatorVersion, { ...more, page });
}

const aboutOf = (repo: Repo): About => ({
  commit: repo.git.head ?? null,
  lockfile: lockfileDigest(repo),
  documents: repo.files.filter((path) => document.test(path)).slice(0, 20),
});

const document =
  /^(?:README|SECURITY|SECURITY-IMPLEMENTATION|THREAT-MODEL)\.md$|^\.env\.production\.template$|^deploy\/[\w-]+\/README\.md$/;

const pageOf = (report: Report, { signer }: EvidenceOptions): string =>
  signer === undefined || report.subject === null
    ? markdown(report)
    : signedPage(markdown(report), report.subject, signer);
