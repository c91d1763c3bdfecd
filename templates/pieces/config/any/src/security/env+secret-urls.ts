import { asSecret } from './env.js';
import { isUrl, text } from './env+texts.js';

/** An optional URL that contains a password, such as redis://. */
export const optionalSecretUrl = (...schemes: readonly string[]) =>
  asSecret(
    text((value) =>
      schemes.some((scheme) => isUrl(value, scheme)) ? undefined : `must be a ${schemes.join(' or ')} URL`,
    ).optional(),
  );
