const names =
  'password|passwd|passphrase|secret|token|api[-_]?key|private[-_]?key|authorization|cookie|credential';

/** What is masked: a value after a telling name, and values that have the shape of a credential or a card number. */
const shapes = [
  String.raw`(?<key>[\w-]{0,40}(?:${names})[\w-]{0,40}\\*["']?\s{0,3}[:=]\s{0,3})(?:\\*"(?:[^"\\]|\\[^"])*|[^\s"',;&{}[\]\\][^\s"',;&}\]\\]*)`,
  String.raw`(?<scheme>\b(?:bearer|basic)\s+)[\w~+/.=-]+`,
  String.raw`(?<url>://[^\s/:@"]{0,100}:)[^\s/@"]+(?=@)`,
  String.raw`\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*`,
  String.raw`\brk_[a-z]+_[\w-]+`,
  String.raw`\b(?:\d[ -]?){12,18}\d\b`,
].join('|');

/** Makes the last step before a log line is written: whatever looks like a secret, or is one of ours, is masked. */
export function scrubber(secrets: readonly unknown[]): (line: string) => string {
  const own = secrets.flatMap((value) => (typeof value === 'string' && value ? spellings(value) : []));
  const pattern = new RegExp([...own, shapes].join('|'), 'gi');
  return (line) =>
    line.replace(pattern, (match: string, ...rest: unknown[]) => {
      const { key, scheme, url } = rest.at(-1) as Partial<Record<'key' | 'scheme' | 'url', string>>;
      if (key !== undefined) return key + maskOf(key, match[key.length]);
      if (/^[\d -]+$/.test(match) && !isCardNumber(match)) return match;
      return `${scheme ?? url ?? ''}[redacted]`;
    });
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
