const names =
  'password|passwd|passphrase|secret|token|api[-_]?key|private[-_]?key|authorization|cookie|credential';

/** What is masked: a value after a telling name, and values that have the shape of a credential or a card number. */
const shapes: readonly Shape[] = [
  {
    hint: names,
    form: String.raw`(?<key>[\w-]{0,40}(?:${names})[\w-]{0,40}\\*["']?\s{0,3}[:=]\s{0,3}(?:(?:bearer|basic)[ \t]+)?)(?:\\*"(?:[^"\\]|\\[^"])*|[^\s"',;&{}[\]\\][^\s"',;&}\]\\]*)`,
  },
  { hint: 'bearer|basic', form: String.raw`(?<scheme>\b(?:bearer|basic)\s+)[\w~+/.=-]+` },
  { hint: '://', form: String.raw`(?<url>://[^\s/:@"]{0,100}:)[^\s/@"]+(?=@)` },
  { hint: 'eyJ', form: String.raw`\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*` },
  { hint: 'rk_', form: String.raw`\brk_[a-z]+_[\w-]+` },
  { hint: String.raw`(?:\d[ -]?){12}\d`, form: String.raw`\b(?:\d[ -]?){12,18}\d\b` },
];

interface Shape {
  /** Stands in everything that has the form, and is found in a tenth of the time: most lines have no hint. */
  readonly hint: string;
  readonly form: string;
}

/** Makes the last step before a log line is written: whatever looks like a secret, or is one of ours, is masked. */
export function scrubber(secrets: readonly unknown[]): (line: string) => string {
  const own = secrets.flatMap((value) => (typeof value === 'string' && value ? spellings(value) : []));
  const suspicion = new RegExp([...own, ...shapes.map(({ hint }) => hint)].join('|'), 'i');
  const pattern = new RegExp([...own, ...shapes.map(({ form }) => form)].join('|'), 'gi');
  const mask = (match: string, ...rest: unknown[]): string => {
    const { key, scheme, url } = rest.at(-1) as Partial<Record<'key' | 'scheme' | 'url', string>>;
    if (key !== undefined) return key + maskOf(key, match[key.length]);
    if (/^[\d -]+$/.test(match) && !isCardNumber(match)) return match;
    return `${scheme ?? url ?? ''}[redacted]`;
  };
  return (line) => (suspicion.test(line) ? line.replace(pattern, mask) : line);
}

/** Keeps the line JSON: an opened string stays open for its closing quote, and a bare value becomes a string. */
function maskOf(key: string, first: string | undefined): string {
  if (first === '"') return '"[redacted]';
  return /[^\\]"\s*:\s*$/.test(key) && first !== '\\' ? '"[redacted]"' : '[redacted]';
}

/** A secret as it is, in a URL, and in JSON. */
function spellings(value: string): readonly string[] {
  const forms = [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)];
  return [...new Set(forms)].map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
}

/** By its check digit (Luhn), so that timestamps and counters stay readable. */
function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]) * (index % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}
