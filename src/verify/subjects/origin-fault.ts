import { isPlaceholder } from './placeholder.js';

/** What can be wrong with a list of web origins. */
export type OriginFault =
  'a wildcard' | 'a placeholder' | 'an address of this machine' | 'what is not https' | 'what is no origin';

/** The first fault in a list such as 'https://app.acme.org, https://acme.org'. */
export const originFault = (list: string): OriginFault | undefined =>
  entriesOf(list)
    .map(faultOf)
    .find((fault) => fault !== undefined);

export const entriesOf = (list: string): readonly string[] =>
  list
    .split(/[\s,;]+/)
    .map((entry) => entry.replace(/^["'[]+|["'\]]+$/g, ''))
    .filter((entry) => entry !== '');

function faultOf(entry: string): OriginFault | undefined {
  if (entry.includes('*')) return 'a wildcard';
  if (isHere(entry)) return 'an address of this machine';
  if (isPlaceholder(entry)) return 'a placeholder';
  if (!URL.canParse(entry)) return 'what is no origin';
  const { protocol, origin } = new URL(entry);
  if (protocol !== 'https:') return 'what is not https';
  return origin === entry.replace(/\/$/, '').toLowerCase() ? undefined : 'what is no origin';
}

const isHere = (entry: string): boolean =>
  URL.canParse(entry) &&
  /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$/.test(new URL(entry).hostname);
