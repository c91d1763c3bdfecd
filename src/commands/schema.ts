import * as z from 'zod';
import { exits } from '../errors.js';
import { answersSchema } from './answers-schema.js';
import { lists } from './lists.js';
import type { Answer, Call } from './command.js';

/** `rampart schema`: prints the JSON Schema of an answers file. With --json it is under "schema". */
export async function run({ io }: Call): Promise<Answer> {
  const schema = { title: 'Answers of rampart new', ...z.toJSONSchema(answersSchema(lists)) };
  if (io.format === 'text') io.stdout.write(`${JSON.stringify(schema, null, 2)}\n`);
  return { exit: exits.done, document: { schema } };
}
