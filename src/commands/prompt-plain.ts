import { createInterface } from 'node:readline';
import { RampartError } from '../errors.js';
import { nothingWritten, say, shown, type Io } from './io.js';
import { back, type PromptChoice, type Question } from './question.js';

/** Asks on a terminal that cannot move its cursor (TERM=dumb): numbered lines, answered by typing a line. */
export async function promptPlain(io: Io, question: Question): Promise<unknown> {
  const { above, message, choices = [] } = question;
  say(io, `\n${[above, `? ${message}`].filter(Boolean).join('\n')}`);
  const on = new Set(choices.filter(({ checked }) => checked === true).map(({ value }) => value));
  for (let round = 'first'; ; round = 'again') {
    choices.forEach((choice, at) => {
      say(io, `  ${numbered({ question, choice, at, on, round })}`);
    });
    const answer = understood(question, await lineOf(io, `${hintOf(question)}\n> `), on);
    if (!('again' in answer)) return answer.is;
    if (answer.again !== '') say(io, answer.again);
  }
}

type Understood = { readonly is: unknown } | { readonly again: string };

/** The meaning of a typed line. 'again' says why the question is repeated. */
function understood(question: Question, typed: string, on: Set<unknown>): Understood {
  const { type, choices = [], validate = () => true } = question;
  if (typed === '<') return { is: back };
  if (type === 'input') {
    const text = typed === '' ? String(question.default ?? '') : typed;
    const fits = validate(text);
    return fits === true ? { is: text } : { again: fits };
  }
  if (type === 'confirm') return confirmed(typed, question.default);
  if (type === 'select') {
    if (typed === '') return { is: usual(question) };
    const chosen = choices[Number(typed) - 1];
    return chosen ? { is: chosen.value } : { again: `Type a number from 1 to ${choices.length}.` };
  }
  if (typed === '' && question.required === true && on.size === 0) return { again: 'Choose at least one.' };
  if (typed === '') return { is: choices.map(({ value }) => value).filter((value) => on.has(value)) };
  return switched(typed, choices, on);
}

function confirmed(typed: string, fallback: unknown): Understood {
  if (typed === '') return { is: fallback };
  if (/^y(es)?$/i.test(typed)) return { is: true };
  return /^no?$/i.test(typed) ? { is: false } : { again: 'Type y or n.' };
}

function switched(typed: string, choices: readonly PromptChoice[], on: Set<unknown>): Understood {
  const named = typed.split(/[\s,]+/).map((number) => choices[Number(number) - 1]);
  if (named.includes(undefined)) return { again: `Type numbers from 1 to ${choices.length}.` };
  for (const choice of named) if (!on.delete(choice?.value)) on.add(choice?.value);
  return { again: '' };
}

const usual = ({ default: fallback, choices = [] }: Question): unknown =>
  choices.find(({ value }) => value === fallback)?.value ?? choices[0]?.value;

interface Numbered {
  readonly question: Question;
  readonly choice: PromptChoice;
  readonly at: number;
  readonly on: ReadonlySet<unknown>;
  readonly round: string;
}

/** Numbers the choices. Their reasons are shown only once. */
function numbered({ question, choice, at, on, round }: Numbered): string {
  const mark = question.type === 'checkbox' ? `[${on.has(choice.value) ? 'x' : ' '}] ` : '';
  const why = (choice.description ?? '') === '' || round === 'again' ? '' : `: ${choice.description}`;
  return `${`${at + 1}.`.padEnd(3)} ${mark}${choice.name}${why}`;
}

function hintOf(question: Question): string {
  const { type, choices = [] } = question;
  if (type === 'confirm') return `y or n (enter: ${question.default === true ? 'y' : 'n'})`;
  if (type === 'input') return `Type it (enter: ${String(question.default ?? 'nothing')})`;
  if (type === 'checkbox') return 'Type numbers to switch them; enter takes those marked [x]';
  const at = choices.findIndex(({ value }) => value === usual(question));
  return `Type a number (enter: ${at + 1})`;
}

/** Reads one line, which the terminal lets the user edit. End of input cancels the run, like Ctrl-C. */
async function lineOf(io: Io, hint: string): Promise<string> {
  io.stdout.write(shown(io, hint));
  const { value, done } = await linesOf(io.stdin).next();
  if (done === true) throw new RampartError('RAMPART_CANCELLED', { state: nothingWritten });
  return value.trim();
}

/** One reader for all questions, so that lines typed ahead are kept for the next one. */
function linesOf(stdin: NodeJS.ReadableStream): AsyncIterator<string, undefined> {
  const known = readers.get(stdin);
  if (known) return known;
  const made = createInterface({ input: stdin, terminal: false })[Symbol.asyncIterator]();
  readers.set(stdin, made);
  return made;
}

const readers = new WeakMap<NodeJS.ReadableStream, AsyncIterator<string, undefined>>();
