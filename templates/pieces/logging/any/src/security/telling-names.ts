/**
 * What a name says of the value that it has: that it is a secret, or only something about secrets, such as
 * how many.
 */
export type Telling = 'nothing' | 'about secrets' | 'a secret';

const words =
  'password|passwd|pwd|pass(?:phrase|code)|secret|token|(?:api|access|private|signing)[-_ ' +
  ']?key|authorization|cookie|credential|card[-_ ]?num(?:ber)?';
const short = 'pass|otp|jwt|cvv|cvc'; // parts of too many other words

/**
 * As regular expressions: what a text, or JSON, has where it names a secret, and the rest of such a name in
 * a text.
 */
export const nameHint = String.raw`${words}|(?:${short})\b`;
export const nameForm = String.raw`(?:${words})[\w-]{0,100}|\b(?:${short})`;

const telling = new RegExp(`${words}|^(?:${short})$`, 'i');
const one = new RegExp(`(?:${words}|^(?:${short}))$`, 'i');
const many = /(?<!token)s$/i; // a list of tokens has texts; numbers under that name count them

/** `password: 1234` is a secret; `passwords: 3`, `promptTokens: 100` and `tokenExpiresAt: 1764333333000` are none. */
export function tellingOf(name: string, value: unknown): Telling {
  if (!telling.test(name)) return 'nothing';
  const single = typeof value === 'object' ? name.replace(many, '') : name;
  return one.test(single) ? 'a secret' : 'about secrets';
}
