import type inquirerModule from 'inquirer';
import { RampartError } from '../errors.js';
import { columnsOf, nothingWritten, paint, say, shown, type Io } from './io.js';
import { promptPlain } from './prompt-plain.js';
import { wrapped } from './wrap.js';
import { back, type PromptChoice, type Question } from './question.js';

export type Inquirer = Pick<typeof inquirerModule, 'createPromptModule'>;

/**
 * One question; Escape answers `back`, Ctrl-C cancels the run. The question goes from the screen when it
 * ends, and what was answered is one line of its own: what was abandoned leaves nothing behind.
 */
export async function prompt(inquirer: Inquirer, io: Io, question: Question): Promise<unknown> {
  const answer =
    io.env['TERM'] === 'dumb' ? await promptPlain(io, question) : await promptDrawn(inquirer, io, question);
  const asked = question.message.endsWith('?') ? question.message : `${question.message}:`;
  if (answer !== back) sayForNow(io, `${paint(io, 'green', '✔')} ${asked} ${told(question, answer)}`);
  return answer;
}

/** Words that go again when somebody takes a step back. */
export function sayForNow(io: Io, text: string): void {
  say(io, text);
  const lines = wrapped(shown(io, text), columnsOf(io, 1)).split('\n').length;
  standing.set(io, [...(standing.get(io) ?? []), lines]);
}

/** Takes the last of those words from the screen, where the terminal can and they have not scrolled away. */
export function takeBack(io: Io): void {
  const lines = standing.get(io)?.at(-1);
  if (lines === undefined) return;
  standing.set(io, standing.get(io)?.slice(0, -1) ?? []);
  const { rows = 24 } = io.stdout as { readonly rows?: number };
  if (io.env['TERM'] !== 'dumb' && lines < rows) io.stdout.write(`\u001b[${lines}A\r\u001b[0J`);
}

/** How many lines each of them takes. */
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

/** The question as inquirer takes it: cleaned, and broken between words, since it breaks lines anywhere. */
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

/** Lines of a list that leave room for the question, its reason and the keys. */
function roomFor(io: Io): number {
  const { rows = 24 } = io.stdout as { readonly rows?: number };
  return Math.max(4, Math.min(12, rows - 12));
}

/** An answer in words; a secret is never asked for. */
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
