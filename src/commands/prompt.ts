import type inquirerModule from 'inquirer';
import { RampartError } from '../errors.js';
import { columnsOf, nothingWritten, paint, say, shown, type Io } from './io.js';
import { promptPlain } from './prompt-plain.js';
import { wrapped } from './wrap.js';
import { back, type PromptChoice, type Question } from './question.js';

export type Inquirer = Pick<typeof inquirerModule, 'createPromptModule'>;

/**
 * Asks one question. Escape returns `back`, Ctrl-C cancels the run. When it ends, the question is removed
 * from the screen, and an answer leaves one line.
 */
export async function prompt(inquirer: Inquirer, io: Io, question: Question): Promise<unknown> {
  const answer =
    io.env['TERM'] === 'dumb' ? await promptPlain(io, question) : await promptDrawn(inquirer, io, question);
  const asked = question.message.endsWith('?') ? question.message : `${question.message}:`;
  if (answer !== back) sayForNow(io, `${paint(io, 'green', '✔')} ${asked} ${told(question, answer)}`);
  return answer;
}

/** Prints text that is removed again if the user goes back. */
export function sayForNow(io: Io, text: string): void {
  say(io, text);
  const lines = wrapped(shown(io, text), columnsOf(io, 1)).split('\n').length;
  standing.set(io, [...(standing.get(io) ?? []), lines]);
}

/** Removes the last of those texts from the screen, if the terminal can and they have not scrolled away. */
export function takeBack(io: Io): void {
  const lines = standing.get(io)?.at(-1);
  if (lines === undefined) return;
  standing.set(io, standing.get(io)?.slice(0, -1) ?? []);
  const { rows = 24 } = io.stdout as { readonly rows?: number };
  if (io.env['TERM'] !== 'dumb' && lines < rows) io.stdout.write(`\u001b[${lines}A\r\u001b[0J`);
}

/** The number of lines of each such text. */
const standing = new WeakMap<Io, readonly number[]>();

async function promptDrawn(inquirer: Inquirer, io: Io, question: Question): Promise<unknown> {
  const context = { input: io.stdin, output: io.stdout, clearPromptOnDone: true };
  const ask = inquirer.createPromptModule(context as never);
  const asked = ask([{ ...drawn(io, question), name: 'answer' }] as never) as unknown as Promise<{
    answer: unknown;
  }> & {
    ui: { close(): void };
  };
  const onKey = (_: unknown, key: { readonly name?: string } | undefined): void => {
    if (key?.name === 'escape') asked.ui.close();
  };
  io.stdin.on('keypress', onKey);
  try {
    return (await asked).answer;
  } catch (error) {
    if ((error as Error).name === 'AbortPromptError') return back;
    if ((error as Error).name === 'ExitPromptError')
      throw new RampartError('RAMPART_CANCELLED', { state: nothingWritten });
    throw error;
  } finally {
    io.stdin.off('keypress', onKey);
  }
}

/** The question for inquirer: cleaned, and wrapped between words, since inquirer breaks lines anywhere. */
function drawn(io: Io, { above = '', message, choices, ...rest }: Question): object {
  const columns = Math.min(columnsOf(io, 1), 100);
  const fit = (text: string, indent: number): string =>
    wrapped(shown(io, text), columns - indent - 1).replaceAll('\n', `\n${' '.repeat(indent)}`);
  const listed = choices?.map(({ name, description, ...choice }) => ({
    ...choice,
    name: fit(name, rest.type === 'checkbox' ? 4 : 2),
    ...(description !== undefined && { description: fit(description, 0) }),
  }));
  const room = roomFor(io);
  const lines = (listed ?? []).reduce((sum, { name }) => sum + name.split('\n').length, 0);
  const more = lines > room ? `${String(listed?.length)} in all: the list goes on, ↓ shows more` : undefined;
  return {
    ...rest,
    message: fit(message, 2),
    ...(listed && {
      choices: listed,
      loop: more === undefined && rest.type === 'select',
      pageSize: room,
    }),
    theme: {
      prefix: fit([above, paint(io, 'green', '?')].filter(Boolean).join('\n'), 0),
      style: {
        message: (text: string) => text,
        keysHelpTip: (keys: readonly (readonly [string, string])[]) =>
          fit([more, keys.map((key) => key.join(' ')).join(' • ')].filter(Boolean).join('\n'), 0),
      },
    },
  };
}

/** How many lines a list may have, so that the question, its reason and the keys fit too. */
function roomFor(io: Io): number {
  const { rows = 24 } = io.stdout as { readonly rows?: number };
  return Math.max(4, Math.min(12, rows - 12));
}

/** Prints an answer. Answers are never secrets. */
function told({ choices, type }: Question, answer: unknown): string {
  if (type === 'confirm') return answer === true ? 'yes' : 'no';
  if (choices === undefined) return String(answer);
  if (type === 'select') return choices.find(({ value }) => value === answer)?.name ?? String(answer);
  const chosen = answer as readonly unknown[];
  return chosen.length === choices.length
    ? `all ${choices.length}`
    : `${chosen.length} of ${choices.length}${leftOut(choices, chosen)}`;
}

function leftOut(choices: readonly PromptChoice[], chosen: readonly unknown[]): string {
  const names = choices.filter(({ value }) => !chosen.includes(value)).map(({ name }) => name);
  return names.length > 5 ? '' : `, without ${names.join(', ')}`;
}
