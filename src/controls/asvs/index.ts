import type { Requirement } from '../../define/requirement.js';
import { access } from './access.js';
import { architecture } from './architecture.js';
import { authentication } from './authentication.js';
import { browser } from './browser.js';
import { byNumber } from './by-number.js';
import { configuration } from './configuration.js';
import { cryptography } from './cryptography.js';
import { data } from './data.js';
import { encoding } from './encoding.js';
import { files } from './files.js';
import { loggingChapter } from './logging.js';
import { messages } from './messages.js';
import { oauth } from './oauth.js';
import { sessions } from './sessions.js';
import { tokens } from './tokens.js';
import { transport } from './transport.js';
import { validation } from './validation.js';
import { webrtc } from './webrtc.js';

/**
 * All requirements of the OWASP Application Security Verification Standard 5.0.0, in its order. Numbers and
 * levels are facts of the standard (github.com/OWASP/ASVS, tag v5.0.0). Its sentences are licensed CC BY-SA
 * 4.0 and are not copied: every text here is short and in our own words. The text of the standard is binding.
 */
export const requirements: readonly Requirement[] = [
  ...encoding,
  ...validation,
  ...browser,
  ...messages,
  ...files,
  ...authentication,
  ...sessions,
  ...access,
  ...tokens,
  ...oauth,
  ...cryptography,
  ...transport,
  ...configuration,
  ...data,
  ...architecture,
  ...loggingChapter,
  ...webrtc,
].sort(byNumber);

export const requirementById: ReadonlyMap<string, Requirement> = new Map(
  requirements.map((requirement) => [requirement.id, requirement]),
);
