import type { Requirement } from '../../define/requirement.js';
import { outOfScope } from './rows.js';

/** Chapter 17. */
export const webrtc: readonly Requirement[] = outOfScope('techniques', [
  ['17.1.1', 2, 'The relay (TURN) does not reach addresses for special uses'],
  ['17.1.2', 3, 'The relay holds out when users open many ports'],
  ['17.2.1', 2, 'The key of the media certificate (DTLS) is kept as the policy says'],
  ['17.2.2', 2, 'The media server takes approved ciphers only'],
  ['17.2.3', 2, 'Media packets count only with their authentication'],
  ['17.2.4', 2, 'Malformed media packets do not stop the media server'],
  ['17.2.5', 3, 'A flood of media packets does not stop the media server'],
  ['17.2.6', 3, 'Nobody can race the first message of a media handshake'],
  ['17.2.7', 3, 'A flood of media packets does not stop recording'],
  ['17.2.8', 3, 'The media certificate is the one that was agreed on'],
  ['17.3.1', 2, 'A flood of messages does not stop signaling'],
  ['17.3.2', 2, 'Malformed messages do not stop signaling'],
]);
