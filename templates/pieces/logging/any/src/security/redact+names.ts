/** What a name says about its value: that it is a secret, or only about secrets, such as their number. */
export type Telling = 'nothing' | 'about secrets' | 'a secret';

const secretWords =
  'password|passwd|pwd|pass(?:phrase|code)|secret|token|(?:api|access|private|signing)[-_ ' +
  ']?key|authorization|cookie|credential|card[-_ ]?num(?:ber)?';
const shortWords = 'pass|otp|jwt|cvv|cvc'; // these are parts of too many other words

/**
 * Regular expressions for a name of a secret: one to find texts that may have it, one that matches the whole
 * name.
 */
export const nameHint = String.raw`${secretWords}|(?:${shortWords})\b`;
export const nameForm = String.raw`(?:${secretWords})[\w-]{0,100}|\b(?:${shortWords})`;

const telling = new RegExp(`${secretWords}|^(?:${shortWords})$`, 'i');
const oneSecret = new RegExp(`(?:${secretWords}|^(?:${shortWords}))$`, 'i');
const plural = /(?<!token)s$/i; // an object `tokens` holds tokens; a number `tokens` counts them

/** `password: 1234` is a secret; `passwords: 3`, `promptTokens: 100` and `tokenExpiresAt: 1764333333000` are not. */
export function tellingOf(name: string, value: unknown): Telling {
  if (!telling.test(name)) return 'nothing';
  const single = typeof value === 'object' ? name.replace(plural, '') : name;
  return oneSecret.test(single) ? 'a secret' : 'about secrets';
}
