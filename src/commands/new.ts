import { basename, posix, relative } from 'node:path';
import { serviceGenerator } from './service-generator.js';
import { exits, RampartError } from '../errors.js';
import { member, type Catalogue } from '../plan/catalogue.js';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import { packageManagerCommands, upFrom } from '../plan/package-managers.js';
import { placementNotes } from '../plan/placement.js';
import { piecesOf } from '../plan/select.js';
import { standingOf } from '../repo/standing.js';
import { quoted } from '../quoted.js';
import { statedByFile } from './answers-file.js';
import { statedByFlags } from './check-answers.js';
import type { Finished } from './finish.js';
import { example, placesIn, proofWords, type Places } from './closing-words.js';
import { canAsk, columnsOf, paint, say, type Io } from './io.js';
import { newSteps } from './new-steps.js';
import { runByPlop, runDirectly, type Run } from './pipeline.js';
import { planDocument } from './print-plan.js';
import { refuseOddFolder } from './name-of-folder.js';
import { repeatCommand } from './repeat.js';
import { complete, detect, missingRows, type Request, type Stated } from './request.js';
import type { Answer, Call } from './command.js';
import { wrappedCommand } from './wrap.js';

/** `rampart new [dir]`: collects answers from options, a file, detection and prompts, then runs the pipeline. */
export async function run({ io, given, positionals }: Call): Promise<Answer> {
  const catalogue = loadCatalogue();
  const dir = positionals[0];
  const named = given['name'] === undefined ? 'derived' : 'given';
  if (dir !== undefined) refuseOddFolder(dir, io.cwd, named);
  const stated = await gather({ io, given, catalogue, ...(dir !== undefined && { dir }) });
  const missing = missingRows(stated);
  const mode = given['dry-run'] === 'yes' ? 'plan' : 'commit';
  const finished: Finished = { install: 'skipped', git: 'skipped' };
  const state: Run<Request> = {
    io,
    mode,
    steps: newSteps({ stated, catalogue, finished, ...(dir !== undefined && { dir }) }),
  };
  let request: Request;
  if (missing.length > 0 && given['yes'] !== 'yes') {
    if (canAsk(io) === 'never ask') throw missingAnswers(stated, dir);
    request = await runByPlop(serviceGenerator(state), state);
  } else {
    request = complete({ io, stated, catalogue, ...(dir !== undefined && { dir }) });
    await runDirectly(serviceGenerator(state), state, request);
  }
  return report({ io, state, request, catalogue, finished, ...(dir !== undefined && { dir }) });
}

/** Options override the answers file, which overrides what is detected. */
async function gather({
  io,
  given,
  dir,
  catalogue,
}: {
  readonly io: Io;
  readonly given: Call['given'];
  readonly dir?: string;
  readonly catalogue: Catalogue;
}): Promise<Stated> {
  const flags = statedByFlags(given, catalogue);
  const file = typeof given['answers'] === 'string' ? given['answers'] : undefined;
  const verify = given['no-verify'] === 'yes' ? ({ verify: 'skip' } as const) : {};
  const fromFile = file === undefined ? {} : await statedByFile({ io, file, lists: catalogue });
  const said = { ...fromFile, ...flags, ...verify };
  return { ...detect({ io, stated: said, ...(dir !== undefined && { dir }) }), ...said };
}

function missingAnswers(stated: Stated, dir: string | undefined): RampartError {
  const lines = missingRows(stated).map((row) => {
    const flag = row.type === 'either' ? `--${row.flag} or --no-${row.flag}` : `--${row.flag}`;
    return `  ${(row.key === 'name' && dir === undefined ? `[dir] or ${flag}` : flag).padEnd(26)} ${row.why}`;
  });
  return new RampartError('RAMPART_MISSING_ANSWERS', { list: lines.join('\n') });
}

function report({
  io,
  state,
  request,
  catalogue,
  finished,
  dir,
}: {
  readonly io: Io;
  readonly state: Run<Request>;
  readonly request: Request;
  readonly catalogue: Catalogue;
  readonly finished: Finished;
  readonly dir?: string;
}): Answer {
  const { answers, root } = request;
  const framework = member(catalogue.frameworks, answers.framework, 'framework');
  const usual = piecesOf(answers.preset, framework, catalogue);
  const shown = dir ?? (relative(io.cwd, root) || '.');
  const columns = columnsOf(io, 1);
  const repeat = (longest?: number): readonly string[] =>
    repeatCommand(request, { self: io.self, shown, usual, ...(longest !== undefined && { longest }) });
  const places = placesIn(state.plan ?? { changes: [] }, answers.target);
  const next = state.mode === 'plan' ? [] : nextSteps({ io, request, finished, shown, places });
  const standing = standingOf(root, request.git, answers.packageManager);
  const leftToDo = [...placementNotes(standing, answers.packageManager), ...(state.plan?.leftToDo ?? [])];
  const around = standing.repository === '' || request.git === 'init' ? [] : [standing.repository];
  for (const repository of around)
    say(io, `git was not initialised: this folder is already in the repository at ${repository}.`);
  if (next.length > 0) {
    const name = basename(root) === answers.name ? '' : `, as ${answers.name}`;
    say(io, `${paint(io, 'green', 'done')} ${state.plan?.changes.length ?? 0} files in ${shown}${name}`);
    say(io, proofWords(finished.verify).join('\n'));
  }
  if (state.mode === 'commit' && state.plan?.service !== undefined) {
    const top = quoted(posix.join(shown, upFrom(state.plan.service)));
    say(io, `It also has files above its folder: "${io.self} undo --dir ${top}" reverts all of them.`);
  }
  if (leftToDo.length > 0)
    say(io, `\nLeft to do in this place:\n${leftToDo.map((line) => `  - ${line}`).join('\n')}`);
  if (next.length > 0) say(io, `\nNext:\n${next.map((line) => `  ${line}`).join('\n')}`);
  say(io, `\nThe same again:`);
  const lines = wrappedCommand(repeat(columns - 20), columns - 2).split('\n');
  say(io, paint(io, 'dim', lines.map((line) => `  ${line}`).join('\n')), 'as they are');
  return {
    exit: finished.verify?.outcome === 'findings' ? exits.findings : exits.done,
    document: {
      outcome: state.mode === 'plan' ? 'planned' : 'done',
      answers,
      ...(state.plan && planDocument(state.plan, state.mode === 'plan' ? 'texts' : 'sizes')),
      ...(state.mode === 'commit' && { finished }),
      leftToDo,
      next,
      repeat: repeat().join(' '),
    },
  };
}

function nextSteps({
  io,
  request,
  finished,
  shown,
  places: { address, deploy },
}: {
  io: Io;
  request: Request;
  finished: Finished;
  shown: string;
  places: Places;
}): readonly string[] {
  const commands = packageManagerCommands[request.answers.packageManager];
  // With another package manager, npx may be missing.
  const self = io.self.replace(/^npx(?= )/, commands.exec);
  return [
    ...(shown === '.' ? [] : [`cd ${quoted(shown)}`]),
    ...(finished.install === 'done' ? [] : [commands.install]),
    `${commands.run} dev${address === undefined ? '' : `   # listens; open ${address}${example}`}`,
    `${commands.run} test`,
    ...(finished.git === 'done'
      ? ['git add -A && git commit -m "New service"   # nothing is committed yet']
      : []),
    ...closing(finished, self),
    `${self} verify --boot${finished.verify ? '   # again, after your changes' : ''}`,
    ...(deploy === undefined ? [] : [`# to deploy it, read ${deploy}`]),
  ];
}

/** The command that closes what a command can. */
function closing({ verify }: Finished, self: string): readonly string[] {
  const { closers = [] } = verify ?? {};
  return closers.length === 0 ? [] : [`${self} add ${closers.join(' ')}   # closes what fails`];
}
