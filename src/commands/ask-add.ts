import inquirer from 'inquirer';
import type { Piece } from '../define/piece.js';
import { RampartError } from '../errors.js';
import type { Plan } from '../plan/plan.js';
import { prompt } from './prompt.js';
import { back } from './question.js';
import { nothingWritten, type Io } from './io.js';
import { counted } from './print-plan.js';

/** Asks which of the missing pieces to add. `missing` names those that the framework cannot have. */
export async function askPieces(
  asking: unknown,
  io: Io,
  { open, missing }: { readonly open: readonly Piece[]; readonly missing: string | undefined },
): Promise<readonly string[]> {
  const answer = await prompt(asking as typeof inquirer, io, {
    type: 'checkbox',
    message: 'Pieces to add',
    ...(missing !== undefined && { above: missing }),
    required: true,
    choices: open.map(({ id, title, why }) => ({ value: id, name: title, description: why })),
  });
  if (answer === back) throw cancelled();
  return answer as readonly string[];
}

/** Asks for a yes to the diff. Any other answer cancels the run. */
export async function confirmAdd(io: Io, plan: Plan): Promise<void> {
  const answer = await prompt(inquirer, io, {
    type: 'confirm',
    message: `Make these changes (${counted(plan)})?`,
    default: true,
  });
  if (answer !== true) throw cancelled();
}

const cancelled = (): RampartError => new RampartError('RAMPART_CANCELLED', { state: nothingWritten });
