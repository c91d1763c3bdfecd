import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { controlById, controls } from '../controls/index.js';
import type { Environment } from '../define/control.js';
import { exits } from '../errors.js';
import { exitOf } from '../report/exit-of.js';
import type { Report } from '../report/shape.js';
import { summaryLine, terminal } from '../report/terminal.js';
import { refuseFolder, refusePackageFile } from '../repo/folder.js';
import { goodRequestsIn } from '../verify/good-requests/read-good-requests.js';
import { isLoopback } from '../verify/live.js';
import { openRepo } from '../repo/repo.js';
import { verify, type Asked } from '../verify/verify.js';
import { badValue } from './bad-value.js';
import { bootWishes } from './boot-wishes.js';
import { closersHere } from './closers-here.js';
import { environmentIn } from './environment-in.js';
import { openEvidence, type KeptByRun } from './evidence-of-run.js';
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
  const kept = evidence.keep(report, verification);
  sayKept(io, kept, report);
  const sent = evidence.send(verification);
  if (sent !== undefined) say(io, `Wrote ${sent}, signed.`);
  const exit = exitOf(report, given['strict'] === 'yes' ? 'strict' : 'lenient');
  const { wrote, notWritten } = kept;
  return {
    exit: notWritten === undefined ? exit : exits.findings,
    document: {
      ...report,
      wrote,
      ...(notWritten !== undefined && { notWritten: notWritten.message }),
      ...(sent === undefined ? {} : { evidenceOut: sent }),
    },
  };
}

/** If the page cannot be written, the findings still stand, and the failure is reported as well. */
function sayKept(io: Io, { wrote, lost, notWritten }: KeptByRun, { page }: Report): void {
  for (const path of wrote)
    say(io, `Wrote ${path}${page.problems.length > 0 ? ' anew, from evidence' : ''}.`);
  if (lost !== undefined) warn(io, `The evidence of this run is not kept for the next one: ${lost}.`);
  if (notWritten === undefined) return;
  warn(io, `${paint(io, 'red', notWritten.code)}\n${notWritten.message}\n${notWritten.remedy}`);
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
  const { closers, notes } = await closersHere(root, verification);
  const report = evidence.report({ ...verification, notes: [...verification.notes, ...notes] }, closers);
  const { lost, notWritten } = evidence.keep(report, verification);
  if (notWritten !== undefined) throw notWritten;
  return { summary: summaryLine(report), report, ...(lost === undefined ? {} : { lost }) };
}

function askedBy(given: Given, root: string, io: Io): Asked {
  const url = urlIn(given);
  const found = openRepo(root);
  const repo = url !== undefined && !found.has('package.json') ? undefined : found; // only an address, from any folder
  const settings = settingsGiven(given, io.cwd);
  const wishes = bootWishes(given, settings);
  const good = goodRequestsIn(root, { ...io.env, ...wishes.env });
  return {
    repo,
    boot: given['boot'] === 'yes' ? 'boot' : 'static',
    wishes,
    // Only if an environment is named; for a boot they are ordinary variables.
    ...(settings.files.length > 0 && given['environment'] !== undefined && { settings }),
    url,
    reach: given['active'] === 'yes' ? 'writes' : 'reads',
    environment: environmentIn(given, usualEnvironment(url)),
    only: controlsIn(given),
    routes: routesIn(given),
    ...(good !== undefined && { given: good }),
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

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
