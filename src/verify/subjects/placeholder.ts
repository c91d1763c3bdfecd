/** Whether it is a placeholder: a domain of RFC 2606, a word that templates use, or one repeated character. */
export const isPlaceholder = (value: string): boolean =>
  words.test(value) || reserved.test(value) || isRepeated(value);

const words =
  /[<>]|\bchange[-_ ]?(?:me|this|it)\b|\breplace\b|\byour[-_ ]|\bplaceholder\b|\bxxx+|\bTODO\b|\bTBD\b|\bFIXME\b|\bacme\b/i;

/** example.com and its subdomains, and the domains that cannot be registered. */
const reserved =
  /(?:^|[/@.])example\.(?:com|org|net)\b|[\w-]\.(?:example|invalid|localhost|test)(?=$|[:/,?#\s])/i;

/** 'aaaaaaaa', '00000000'. */
const isRepeated = (value: string): boolean => value.length >= 6 && new Set(value).size === 1;
