import { RampartError } from '../errors.js';
import { member, type Catalogue } from '../plan/catalogue.js';
import type { Plan } from '../plan/plan.js';
import { piecesOf } from '../plan/select.js';
import { availablePieces } from '../plan/available-pieces.js';
import type { Preset } from '../define/words.js';
import { answerRows } from './answer-rows.js';
import { nothingWritten, paint, say, type Io } from './io.js';
import { prompt as promptOn, sayForNow, takeBack, type Inquirer } from './prompt.js';
import { notFor } from './not-for.js';
import { back, type Question as Prompted } from './question.js';
import { counted } from './print-plan.js';
import { summary } from './summary.js';
import { complete, defaults, detect, missingRows, type Request, type Stated } from './request.js';
import type { Row } from './row.js';

interface Conversation {
  readonly inquirer: unknown;
  readonly io: Io;
  readonly stated: Stated;
  readonly dir?: string;
  readonly catalogue: Catalogue;
  readonly mode: 'commit' | 'plan';
  readonly compose: (request: Request) => Plan;
}

/**
 * Asks for missing answers step by step, with a way back, then shows what will be written. Returns the
 * complete request.
 */
export async function converse(conversation: Conversation): Promise<Request> {
  const { io, stated, catalogue } = conversation;
  const backKey = io.env['TERM'] === 'dumb' ? '"<"' : 'Escape';
  const keys = paint(io, 'dim', `${backKey} goes one step back, Ctrl-C leaves without writing.`);
  say(io, `${paint(io, 'bold', 'A new hardened service.')} ${keys}\n`);
  const rows = questions(stated);
  let said: Stated = stated;
  let step = 0;
  for (;;) {
    const row = rows[step];
    if (row === undefined) {
      const decision = await confirm(conversation, said);
      if (decision !== 'back') return decision;
      takeBack(io); // the summary
      takeBack(io); // the answer before it
      step = rows.length - 1;
      continue;
    }
    const above = paint(io, 'dim', `step ${step + 1} of ${rows.length} · ${row.why}`);
    const answer = await ask(conversation, { ...row, above }, said, step === 0 ? 'first' : 'later');
    if (answer === back) takeBack(io);
    else said = { ...said, ...row.said(answer, said, catalogue) };
    step = answer === back ? Math.max(0, step - 1) : step + 1;
  }
}

/** A row to ask about, with its question and how its answer is stored. */
interface Question extends Row {
  readonly title: string;
  readonly above?: string;
  readonly before: (said: Stated, catalogue: Catalogue) => unknown;
  readonly said: (answer: unknown, said: Stated, catalogue: Catalogue) => Stated;
}

/** Questions for the missing answers, and for the preset and the pieces unless the pieces were named. */
function questions(stated: Stated): readonly Question[] {
  const missing = new Set(missingRows(stated));
  const isOpen = ({ key }: Row): boolean =>
    stated.pieces === undefined && (key === 'pieces' || (key === 'preset' && stated.preset === undefined));
  return answerRows.filter((row) => missing.has(row) || isOpen(row)).map(questionOf);
}

const questionOf = (row: Row): Question => ({
  ...row,
  title: titles[row.key] ?? row.key,
  before: (said, catalogue) =>
    said[row.key as keyof Stated] ?? defaults(catalogue)[row.key as keyof ReturnType<typeof defaults>],
  said: (answer, said, catalogue) => ({
    [row.key]: row.key === 'pieces' ? unlessAll(answer, said, catalogue) : answer,
    // Pieces that were chosen before a step back are those of the other preset.
    ...(row.key === 'preset' && answer !== said.preset && { pieces: undefined }),
  }),
});

async function ask(
  conversation: Conversation,
  row: Question,
  said: Stated,
  place: 'first' | 'later',
): Promise<unknown> {
  const { catalogue } = conversation;
  const message = row.title;
  const above = row.above ?? '';
  const before = row.before(said, catalogue);
  if (row.type === 'text')
    return prompt(conversation, {
      type: 'input',
      message,
      above,
      default: before,
      validate: (text: string) => fits(row, text),
    });
  if (row.type === 'words') return prompt(conversation, piecesQuestion({ message, above, said, catalogue }));
  const choices = (row.choices?.(catalogue) ?? []).map(({ value, title, why }) => ({
    value,
    name: title,
    description: why,
  }));
  const way =
    place === 'first'
      ? []
      : [{ value: back, name: paint(conversation.io, 'dim', '← back'), description: 'One step back.' }];
  return prompt(conversation, {
    type: 'select',
    message,
    above,
    default: before,
    choices: [...choices, ...way],
  });
}

const titles: Readonly<Record<string, string>> = {
  name: 'Name',
  framework: 'Framework',
  target: 'Where it runs',
  preset: 'Preset',
  pieces: 'Pieces',
  packageManager: 'Package manager',
  node: 'Node line',
  install: 'Install the packages',
  git: 'Make a git repository',
};

const fits = (row: Row, text: string): true | string =>
  row.form === undefined || row.form.pattern.test(text) ? true : `Expected ${row.form.says}.`;

/** Undefined if all usual pieces were chosen: then they need not be listed. */
function unlessAll(answer: unknown, said: Stated, catalogue: Catalogue): readonly string[] | undefined {
  const { framework: id, preset } = { ...defaults(catalogue), ...said };
  const framework = member(catalogue.frameworks, id, 'framework');
  const usual = piecesOf(preset as Preset, framework, catalogue).filter(
    (piece) => !framework.foundation.includes(piece),
  );
  return usual.join() === (answer as readonly string[]).join() ? undefined : (answer as readonly string[]);
}

/** Offers all pieces that the framework can have, the usual ones selected. Those of every service stay selected. */
function piecesQuestion({
  message,
  above,
  said,
  catalogue,
}: {
  message: string;
  above: string;
  said: Stated;
  catalogue: Catalogue;
}): Prompted {
  const { framework: id, preset, pieces } = { ...defaults(catalogue), ...said };
  const framework = member(catalogue.frameworks, id, 'framework');
  const marked = new Set(pieces ?? piecesOf(preset as Preset, framework, catalogue));
  const missing = notFor(framework, catalogue);
  return {
    type: 'checkbox',
    message,
    above: missing === undefined ? above : `${above}\n${missing}`,
    choices: availablePieces(framework, catalogue)
      .filter(({ id: piece }) => !framework.foundation.includes(piece))
      .map((piece) => ({
        value: piece.id,
        name: piece.title,
        description: piece.why,
        checked: marked.has(piece.id),
      })),
  };
}

const prompt = ({ inquirer, io }: Conversation, question: Prompted): Promise<unknown> =>
  promptOn(inquirer as Inquirer, io, question);

/** Shows the summary of all that will be done, and asks whether to do it. */
async function confirm(conversation: Conversation, said: Stated): Promise<Request | 'back'> {
  const { io, dir, catalogue, mode } = conversation;
  const detected = detect({ io, stated: said, ...(dir !== undefined && { dir }) });
  const request = complete({
    io,
    stated: { ...detected, ...said },
    catalogue,
    ...(dir !== undefined && { dir }),
  });
  const plan = conversation.compose(request);
  sayForNow(io, `\n${summary(io, request, catalogue)}\n`);
  const act = mode === 'plan' ? `Yes, show the plan of ${counted(plan)}` : `Yes, write ${counted(plan)}`;
  const decision = await prompt(conversation, {
    type: 'select',
    message: mode === 'plan' ? 'Show it?' : 'Write it?',
    choices: [
      { value: 'yes', name: act },
      { value: back, name: 'Go back and change an answer' },
      { value: 'no', name: 'Cancel' },
    ],
  });
  if (decision === back) return 'back';
  if (decision === 'no') throw new RampartError('RAMPART_CANCELLED', { state: nothingWritten });
  return request;
}
