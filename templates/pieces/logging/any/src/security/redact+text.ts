import { cardHint, maskCardNumbers } from './redact+card-numbers.js';
import { nameForm, nameHint, tellingOf } from './redact+names.js';

export const mask = '[redacted]';

/** Patterns of credentials. The part in front, such as the scheme, is kept. */
const shapes: readonly { readonly hint: string; readonly form: RegExp }[] = [
  { hint: 'bearer|basic', form: /(\b(?:bearer|basic)\s+)[\w~+/.=-]+/gi },
  { hint: '://', form: /(:\/\/[^\s/:@"]{0,100}:)[^\s/@"]+(?=@)/g },
  { hint: 'eyJ', form: /()\beyJ[\w-]{5,500}\.[\w-]+\.[\w-]*/g },
  { hint: 'rk_', form: /()\brk_[a-z]+_[\w-]+/gi },
  { hint: 'PRIVATE KEY', form: /(-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----).*?(?=-----END|$)/gs },
];

/**
 * A quick test that matches every text with something to mask. Most lines do not match, which takes a tenth
 * of the time.
 */
export const hints = (secrets: readonly string[]): RegExp =>
  new RegExp(
    [...secrets.flatMap(spellings), nameHint, cardHint, ...shapes.map(({ hint }) => hint)].join('|'),
    'i',
  );

/** Masks the given secrets, values after names of secrets, credentials and card numbers. */
export function textRedactor(secrets: readonly string[]): (text: string) => string {
  const own = new RegExp([...secrets.flatMap(spellings), '(?!)'].join('|'), 'gi');
  return (text) => {
    const unnamed = maskNamed(text.replace(own, mask));
    const shapeless = shapes.reduce((left, { form }) => left.replace(form, `$1${mask}`), unnamed);
    return maskCardNumbers(shapeless, mask);
  };
}

/** Patterns for a secret as it is, in JSON, in a URL and in a form. JSON within JSON escapes it twice. */
function spellings(secret: string): readonly string[] {
  const inJson = secret
    .split(/(["\\\n/])/)
    .map((part, index) => (index % 2 ? jsonForms[part] : escaped(part)));
  const inForm = new URLSearchParams({ '': secret }).toString().slice(1);
  return [...new Set([inJson.join(''), escaped(encodeURIComponent(secret)), escaped(inForm)])];
}

const escaped = (value: string): string => value.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

const jsonForms: Readonly<Record<string, string>> = {
  '"': String.raw`\\*"`,
  '\\': String.raw`\\+`,
  '\n': String.raw`(?:\n|\\+n)`,
  '/': String.raw`\\*\/`,
};

const namedValue = new RegExp(
  String.raw`(${nameForm})(?:\\*["'\x60]|%22)?\]?\s{0,3}(?:=>|:=|[:=]|%3[ad])\s{0,3}`,
  'gi',
);

function maskNamed(text: string): string {
  let masked = '';
  let done = 0;
  for (const { 0: match, 1: name = '', index } of text.matchAll(namedValue)) {
    const start = index + match.length;
    if (start < done) continue; // inside a value that is already masked
    const [first, end] = spanOfValue(text, start, name);
    if (first === end) continue;
    masked += text.slice(done, first) + mask;
    done = end;
  }
  return masked + text.slice(done);
}

/**
 * The value ends at its closing quote or bracket; a header's at the end of the line; others at the end of the
 * word. If none comes, it ends with the text.
 */
function spanOfValue(text: string, start: number, name: string): readonly [number, number] {
  const quote = at(/\\*["'`]/y, text, start);
  if (quote !== '') return [start + quote.length, endOfQuoted(text, start + quote.length, quote)];
  if (/[[{]/.test(text.charAt(start))) return [start, endOfGroup(text, start)];
  const known = at(/(?:null|undefined|true|false|-?\d+(?:\.\d+)?)(?=[\s,;&)\]}]|$)/y, text, start);
  const isSecret = /\d/.test(known) && tellingOf(name, 0) === 'a secret';
  if (known !== '' && !isSecret) return [start, start];
  const isHeader = /(?:cookies?|authorization)$/i.test(name); // headers have several parts, with spaces between them
  const value = at(isHeader ? /[^\r\n]*/y : /(?:(?:bearer|basic)\s+)?[^\s&"]*/iy, text, start);
  return [start, start + value.length];
}

/** In JSON within JSON, backslashes come before a quote; a quote inside the string has more of them. */
function endOfQuoted(text: string, from: number, opening: string): number {
  const quotes = /(?<!\\)\\*["'`]/g;
  quotes.lastIndex = from;
  for (let found = quotes.exec(text); found !== null; found = quotes.exec(text)) {
    const [quote] = found;
    if (quote.at(-1) === opening.at(-1) && quote.length <= opening.length) return found.index;
  }
  return text.length;
}

function endOfGroup(text: string, from: number): number {
  const signs = /(?<!\\)\\*["'`]|[[\]{}]/g;
  signs.lastIndex = from;
  let depth = 0;
  for (let found = signs.exec(text); found !== null; found = signs.exec(text)) {
    const [sign] = found;
    if (/["'`]$/.test(sign)) signs.lastIndex = endOfQuoted(text, signs.lastIndex, sign) + sign.length;
    else depth += /[[{]/.test(sign) ? 1 : -1;
    if (depth === 0) return signs.lastIndex;
  }
  return text.length;
}

/** What a sticky pattern matches at this index. */
function at(pattern: RegExp, text: string, index: number): string {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0] ?? '';
}
