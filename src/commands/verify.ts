import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { controlById, controls } from '../controls/index.js';
import type { Environment } from '../define/control.js';
import { exits, RampartError, type Exit } from '../errors.js';
import { statusPath } from '../report/page-state.js';
import type { Report } from '../report/shape.js';
import { summaryLine, terminal } from '../report/terminal.js';
import { refuseFolder, refusePackageFile } from '../repo/folder.js';
import { isLoopback } from '../verify/live.js';
import { openRepo } from '../repo/repo.js';
import { verify, type Asked, type Verification } from '../verify/verify.js';
import { badValue } from './bad-value.js';
import { bootWishes } from './boot-wishes.js';
import { closersHere } from './closers-here.js';
import { environmentIn } from './environment-in.js';
import { openEvidence, type EvidenceOfRun } from './evidence-of-run.js';
import { overwrite, paint, say, warn, type Io } from './io.js';
import { nearest } from './nearest.js';
import type { Given, Answer, Call } from './command.js';
import { settingsGiven } from './settings-given.js';

/**
 * `rampart verify [dir]`: proves the checklist again, prints it, and writes SECURITY-STATUS.md if there is a
 * rampart.json.
 */
export async function run({ io, given, positionals }: Call): Promise<Answer> {
  const root = resolve(io.cwd, positionals[0] ?? '.');
  if (given['url'] === undefined) refuseFolder(root);
  else if (!isFolder(root)) throw badValue('[dir]', 'a folder', positionals[0] ?? '.');
  refusePackageFile(root);
  const asked = askedBy(given, root, io);
  const evidence = openEvidence({ given, io, root, asked, folder: 'there' });
  const verification = await verify({ ...asked, earlier: evidence.earlier });
  asked.tell('');
  const { closers, notes } = await closersHere(root, verification);
  const report = evidence.report({ ...verification, notes: [...verification.notes, ...notes] }, closers);
  if (io.format === 'text') {
    const lines = terminal(report, (style, text) => paint(io, style, text));
    for (const line of lines)
      say(
        io,
        line.replace(/\brampart (?=add |new |verify )/g, () => `${io.self} `),
      );
  }
  const { wrote, notWritten } = writes(given, root)
    ? write(evidence, report, verification, io)
    : { wrote: [] };
  const sent = evidence.send(verification);
  if (sent !== undefined) say(io, `Wrote ${sent}, signed.`);
  const exit = exitOf(report, given['strict'] === 'yes' ? 'strict' : 'lenient');
  return {
    exit: notWritten === undefined ? exit : exits.findings,
    document: {
      ...report,
      wrote,
      ...(notWritten !== undefined && { notWritten }),
      ...(sent === undefined ? {} : { evidenceOut: sent }),
    },
  };
}

/** For the end of `new`: makes the first SECURITY-STATUS.md from real evidence. */
export async function verifyAfterNew({
  root,
  boot,
  env,
  tell = () => undefined,
  longestMs,
}: {
  readonly root: string;
  readonly boot: Asked['boot'];
  readonly env: Io['env'];
  readonly tell?: Asked['tell'];
  readonly longestMs?: number;
}): Promise<{ readonly summary: string; readonly report: Report; readonly lost?: string }> {
  const asked: Asked = {
    repo: openRepo(root),
    boot,
    url: undefined,
    reach: 'writes',
    environment: 'development',
    only: [],
    routes: [],
    earlier: [],
    now: () => new Date(),
    tell,
    ...(longestMs !== undefined && { untilMs: performance.now() + longestMs }),
  };
  const evidence = openEvidence({ given: {}, io: { cwd: root, env }, root, asked, folder: 'new' });
  const verification = await verify(asked);
  const report = evidence.report(verification);
  const lost = evidence.keep(report, verification);
  return { summary: summaryLine(report), report, ...(lost === undefined ? {} : { lost }) };
}

function askedBy(given: Given, root: string, io: Io): Asked {
  const url = urlIn(given);
  const found = openRepo(root);
  const repo = url !== undefined && !found.has('package.json') ? undefined : found; // only an address, from any folder
  const settings = settingsGiven(given, io.cwd);
  return {
    repo,
    boot: given['boot'] === 'yes' ? 'boot' : 'static',
    wishes: bootWishes(given, settings),
    // Only if an environment is named; for a boot they are ordinary variables.
    ...(settings.files.length > 0 && given['environment'] !== undefined && { settings }),
    url,
    reach: given['active'] === 'yes' ? 'writes' : 'reads',
    environment: environmentIn(given, usualEnvironment(url)),
    only: controlsIn(given),
    routes: routesIn(given),
    earlier: [],
    now: () => new Date(),
    tell: progress(io),
  };
}

/** A progress line that is overwritten, on a terminal only. */
function progress(io: Io): Asked['tell'] {
  if (io.talksTo(2) === 'pipe') return () => undefined;
  return (line) => overwrite(io, line);
}

/** Any address but this machine's must be confirmed with --confirm-target. */
function urlIn(given: Given): URL | undefined {
  const text = given['url'];
  if (typeof text !== 'string') return undefined;
  if (!URL.canParse(text)) throw badValue('--url', 'an address such as https://api.acme.org', text);
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw badValue('--url', 'an http or https address', text);
  if (isLoopback(url) || given['confirm-target'] === url.hostname) return url;
  throw badValue(
    '--confirm-target',
    `the host of --url, to confirm that you may probe it: --confirm-target ${url.hostname}`,
    String(given['confirm-target'] ?? 'nothing'),
  );
}

/** A service that runs elsewhere counts as production, unless --environment says otherwise. */
const usualEnvironment = (url: URL | undefined): Environment =>
  url !== undefined && !isLoopback(url) ? 'production' : 'development';

function controlsIn(given: Given): readonly string[] {
  const ids = [given['control'] ?? []].flat();
  for (const id of ids) {
    if (controlById.has(id)) continue;
    const near = nearest(
      id,
      controls.map((control) => control.id),
    );
    throw badValue(
      '--control',
      near === undefined ? 'a control of "rampart list controls"' : `a control; did you mean "${near}"?`,
      id,
    );
  }
  return ids;
}

function routesIn(given: Given): Asked['routes'] {
  return [given['route'] ?? []].flat().map((text) => {
    const [, method = '', path = ''] = /^([A-Za-z]+) (\/\S*)$/.exec(text) ?? [];
    if (path === '') throw badValue('--route', 'a method and a path: "POST /orders"', text);
    return { method: method.toUpperCase(), path };
  });
}

/** A run with --only writes no page: it would lack the other controls. */
function writes(given: Given, root: string): boolean {
  if (given['write'] === 'no' || given['control'] !== undefined) return false;
  return given['write'] === 'yes' || existsSync(join(root, 'rampart.json'));
}

interface Written {
  readonly wrote: readonly string[];
  /** Why no page was written although one should be. */
  readonly notWritten?: string;
}

/** Writes the page. If that fails, the findings still stand, and the failure is reported as well. */
function write(evidence: EvidenceOfRun, report: Report, verification: Verification, io: Io): Written {
  if (report.page.state === 'theirs') return { wrote: [] };
  try {
    const lost = evidence.keep(report, verification);
    say(io, `Wrote ${statusPath}${report.page.problems.length > 0 ? ' anew, from evidence' : ''}.`);
    if (lost !== undefined) warn(io, `The evidence of this run is not kept for the next one: ${lost}.`);
    return { wrote: [statusPath] };
  } catch (error) {
    if (!(error instanceof RampartError) || error.code !== 'RAMPART_WRITE_FAILED') throw error;
    warn(io, `${paint(io, 'red', error.code)}\n${error.message}\n${error.remedy}`);
    return { wrote: [], notWritten: error.message };
  }
}

/**
 * Findings give exit code 2, and so does a failure to do what was asked. With --strict, so does what could
 * not be assessed.
 */
export function exitOf(
  { counts, problems, settingsFails, unprobed, waived }: Report,
  how: 'lenient' | 'strict',
): Exit {
  if (counts.fail > 0 || problems.length > 0 || settingsFails.length > 0) return exits.findings;
  if (counts.error > 0) return exits.failed;
  const open = counts.inconclusive + counts.stale + counts['not-assessed'] + unprobed - waived;
  return how === 'strict' && open > 0 ? exits.findings : exits.done;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
