import type { Finding } from '../define/probe.js';
import { closersOf, type Closers, type Offer } from '../plan/closers.js';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import type { Plan } from '../plan/plan.js';
import { detectRepo } from '../repo/detect.js';
import { TookTooLong, within } from '../stopper.js';
import type { Verdict } from '../verify/judge/judge.js';
import { probeById } from '../verify/probes/index.js';
import { openRepo, type Repo } from '../repo/repo.js';
import type { Verification } from '../verify/verify.js';

/**
 * Finds the pieces that `add` could bring for the controls that fail here. For probes of files, it reads the
 * files as they would be after the command, and leaves out pieces that do not help. Empty if the repository
 * cannot be understood; says so if there was no time to find out.
 */
export async function closersHere(root: string, { verdicts }: Verification): Promise<Here> {
  const failing = verdicts.filter(({ outcome }) => outcome === 'fail');
  if (failing.length === 0) return { closers: new Map(), notes: [] };
  try {
    const promising = within(longestMs, 'may be killed', () =>
      closersOf({
        repo: detectRepo(root),
        catalogue: loadCatalogue(),
        open: failing.map(({ control }) => control.id),
      }),
    );
    const before = openRepo(root);
    const closers = new Map<string, readonly string[]>();
    for (const verdict of failing) {
      const offers = [...(promising.get(verdict.control.id) ?? [])];
      const helping: string[] = [];
      for (const [id, offer] of offers) if (await helps(offer, verdict, before)) helping.push(id);
      if (helping.length > 0) closers.set(verdict.control.id, helping);
    }
    return { closers, notes: [] };
  } catch (error) {
    const notes =
      error instanceof TookTooLong
        ? [`could not find out what "rampart add" can close: ${error.message}`]
        : [];
    return { closers: new Map(), notes };
  }
}

const longestMs = 60_000;

interface Here {
  readonly closers: Closers;
  readonly notes: readonly string[];
}

/**
 * Whether an offer helps. A probe of files must find fewer faults. For a failure that only a boot shows, the
 * promise of a piece is trusted; test/e2e/remedies.e2e.test.ts boots it.
 */
async function helps({ plan, acts }: Offer, { evidence }: Verdict, before: Repo): Promise<boolean> {
  const failing = evidence.filter(
    ({ kind, findings }) => kind === 'static' && findings.some(({ outcome }) => outcome === 'fail'),
  );
  if (failing.length === 0) return acts === 'by itself';
  for (const { probe, findings } of failing) {
    const found = probeById.get(probe);
    if (found === undefined) continue;
    const after = withChanges(before, plan);
    const read = found.read as (transcript: unknown) => readonly Finding[];
    const left = fails(read(await found.exercise(after.repo as never)));
    if (left < fails(findings) || after.askedGit()) return true;
  }
  return false;
}

const fails = (findings: readonly Finding[]): number =>
  findings.filter(({ outcome }) => outcome === 'fail').length;

/**
 * The repository as it would be after a plan. It cannot answer questions to git, which knows only the present
 * files.
 */
function withChanges(
  before: Repo,
  { changes }: Plan,
): { readonly repo: Repo; readonly askedGit: () => boolean } {
  const texts = new Map(changes.map(({ path, after }) => [path, after]));
  const files = [...new Set([...before.files, ...texts.keys()])].sort();
  let asked = false;
  const repo: Repo = {
    ...{ root: before.root, files, unread: before.unread },
    get git() {
      asked = true;
      return before.git;
    },
    read: (path) => texts.get(path) ?? before.read(path),
    has: (path) => texts.has(path) || before.has(path),
    digest: () => before.digest(),
  };
  return { repo, askedGit: () => asked };
}
