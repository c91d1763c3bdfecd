import type inquirerModule from 'inquirer';
import { RampartError } from '../errors.js';
import { nothingWritten, shown, type Io } from './io.js';

export type Inquirer = Pick<typeof inquirerModule, 'createPromptModule'>;

/** The answer of somebody who pressed Escape. */
export const back = Symbol('back');

/** One question; Escape answers `back`, Ctrl-C cancels the run. */
export async function prompt(inquirer: Inquirer, io: Io, question: object): Promise<unknown> {
  const ask = inquirer.createPromptModule({ input: io.stdin, output: io.stdout } as never);
  const asked = ask([{ ...shownIn(io, question), name: 'answer' }] as never) as unknown as Promise<{
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

/** What a question shows, cleaned; what it answers with stays as it is. */
function shownIn(io: Io, question: object): object {
  const { message, choices } = question as { message?: string; choices?: readonly Choice[] };
  const clean = (text: string | undefined): string | undefined => text && shown(io, text);
  return {
    ...question,
    message: clean(message),
    ...(choices && {
      choices: choices.map((choice) => ({
        ...choice,
        name: clean(choice.name),
        description: clean(choice.description),
      })),
    }),
  };
}

interface Choice {
  readonly name?: string;
  readonly description?: string;
}
