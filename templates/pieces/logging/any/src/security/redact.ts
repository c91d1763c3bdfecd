import { isCardNumber } from './redact+card-numbers.js';
import { tellingOf, type Telling } from './redact+names.js';
import { hints, mask, textRedactor } from './redact+text.js';

// Not pino's own redact: it masks paths that are named before, not values, messages, stacks and JSON within text.

/** Values nested deeper than this are masked. */
const maxDepth = 100;

/** Masks a finished log line: everything that looks like a secret, or is one of the given ones. */
export function scrubber(secrets: readonly unknown[]): (line: string) => string {
  const redact = redactor(secrets);
  const suspicion = hints(secrets.filter(isText));
  return (line) => (suspicion.test(line) ? `${JSON.stringify(redact(JSON.parse(line, exactly)))}\n` : line);
}

/** Masks values at any depth and keeps their structure. Null, true and false reveal nothing and stay. */
export function redactor(secrets: readonly unknown[]): (value: unknown) => unknown {
  const suspicion = hints(secrets.filter(isText));
  const redactText = textRedactor(secrets.filter(isText));

  const redact = (value: unknown, telling: Telling, depth: number): unknown => {
    if (depth > maxDepth) return mask;
    if (typeof value === 'number')
      return telling === 'a secret' || isCardNumber(String(value)) ? mask : value;
    if (typeof value === 'string') return telling === 'nothing' ? redactString(value, depth) : mask;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      return value.map((item, index) =>
        redact(item, isHeader(value[index - 1]) ? 'a secret' : telling, depth + 1),
      );
    }
    const named = nameIn(value);
    const members = Object.entries(value).map(([name, member]): [string, unknown] => {
      const own = tellingOf(name === 'value' ? named : name, member);
      return [redactString(name, depth), redact(member, stricter(telling, own), depth + 1)];
    });
    return Object.fromEntries(members);
  };

  /** The text may itself be JSON, such as the body of a failed request. */
  const redactString = (text: string, depth: number): string => {
    if (!suspicion.test(text)) return text;
    const inner = /^\s*[[{]/.test(text) ? parsed(text) : undefined;
    return inner === undefined ? redactText(text) : JSON.stringify(redact(inner, 'nothing', depth + 1));
  };

  return (value) => redact(value, 'nothing', 0);
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const stricter = (one: Telling, other: Telling): Telling =>
  [one, other].includes('a secret') ? 'a secret' : one === 'nothing' ? other : one;

/** Whether the next value is a secret header: Node also gives headers as a list of name, value, name, value. */
const isHeader = (item: unknown): boolean =>
  typeof item === 'string' &&
  /^(?:(?:proxy-)?authorization|(?:set-)?cookie|x-[\w-]*(?:key|token|secret)[\w-]*)$/i.test(item);

/** The name in { name: 'password', value: '...' }, a form that validators and HTTP clients use. */
function nameIn(value: object): string {
  const { name, key, field, header, path, property } = value as Readonly<Record<string, unknown>>;
  return [name, key, field, header, path, property].filter(isText).join(' ');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text, exactly);
  } catch {
    return undefined;
  }
}

/** Keeps a number too long for JavaScript as text. Before Node 22 JSON.parse gives no source, so digits are lost. */
const exactly = (_name: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === 'number' && /^-?\d{16,}$/.test(context?.source ?? '') && !Number.isSafeInteger(value)
    ? context?.source
    : value;
