import type { Requirement } from '../../define/requirement.js';
import { notAutomatable, open, organisation, planned } from './rows.js';

/** Chapter 8. */
export const access: readonly Requirement[] = [
  ...planned('authorization', [
    ['8.2.1', 1, 'Functions are open to those with the right to them'],
    ['8.2.2', 1, 'Records are open to those with the right to them, one by one'],
    ['8.2.3', 2, 'Fields are open to those with the right to them'],
    ['8.3.1', 1, 'The server decides on access, and no client can steer it'],
  ]),
  ...open([
    ['8.3.2', 3, 'Changed rights hold at once'],
    ['8.4.1', 2, 'No tenant reaches what belongs to another'],
  ]),
  ...notAutomatable('code', [['8.3.3', 3, 'Behind other services, too, the rights of the user count']]),
  ...notAutomatable('business', [['8.2.4', 3, 'Access depends on the situation: time, place, device']]),
  ...notAutomatable('operation', [['8.4.2', 3, 'To be inside the network is not enough to administrate']]),
  ...organisation('document', [
    ['8.1.1', 1, 'It is written down who may use which functions and data'],
    ['8.1.2', 2, 'It is written down who may read and write which fields'],
    ['8.1.3', 3, 'It is written down which facts of a situation decide on access'],
    ['8.1.4', 3, 'It is written down how such facts are weighed, and what follows'],
  ]),
];
