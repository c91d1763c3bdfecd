import type { Requirement } from '../../define/requirement.js';
import { evidence, notAutomatable, organisation } from './rows.js';

/** Chapter 2. */
export const validation: readonly Requirement[] = [
  ...evidence([
    ['2.2.1', 1, 'Input is checked against what is expected: form, range, list of values'],
    ['2.2.2', 1, 'The server itself checks input, whatever the client has done'],
    ['2.4.1', 2, 'Nobody can call functions so often that data, money or the service is lost'],
  ]),
  ...notAutomatable('code', [['2.3.3', 2, 'A business action happens whole or not at all']]),
  ...notAutomatable('business', [
    ['2.2.3', 2, 'Values that belong together are checked together'],
    ['2.3.1', 1, 'Users go through the steps of a process in order, and leave none out'],
    ['2.3.2', 2, 'The written limits of business actions hold'],
    ['2.3.4', 2, 'Scarce things cannot be given out twice at the same moment'],
    ['2.3.5', 3, 'Actions of great value need a second person'],
    ['2.4.2', 3, 'Whoever is faster than a person can be is refused'],
  ]),
  ...organisation('document', [
    ['2.1.1', 1, 'The rules for valid input are written down'],
    ['2.1.2', 2, 'It is written down which values must fit each other'],
    ['2.1.3', 2, 'Limits of business actions are written down, for each user and in all'],
  ]),
];
