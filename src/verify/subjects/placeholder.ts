/** Addresses of RFC 2606, and words that templates use; or one character again and again. */
export const isPlaceholder = (value: string): boolean =>
  words.test(value) || reserved.test(value) || isRepeated(value);

const words =
  /[<>]|\bchange[-_ ]?(?:me|this|it)\b|\breplace\b|\byour[-_ ]|\bplaceholder\b|\bxxx+|\bTODO\b|\bTBD\b|\bFIXME\b|\bacme\b/i;

/** example.com and what lies below it, and the domains that nobody can register. */
const reserved =
  /(?:^|[/@.])example\.(?:com|org|net)\b|[\w-]\.(?:example|invalid|localhost|test)(?=$|[:/,?#\s])/i;

/** 'aaaaaaaa', '00000000'. */
const isRepeated = (value: string): boolean => value.length >= 6 && new Set(value).size === 1;
