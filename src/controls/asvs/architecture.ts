import type { Requirement } from '../../define/requirement.js';
import { evidence, notAutomatable, open, organisation, planned } from './rows.js';

/** Chapter 15. */
export const architecture: readonly Requirement[] = [
  ...evidence([
    ['15.2.2', 2, 'Slow and costly work cannot take the service down'],
    ['15.2.4', 3, 'Libraries come from where they should come from'],
    ['15.3.3', 2, 'A request sets no field that it is not meant to set'],
    ['15.3.4', 2, 'The address of a client is the true one, in logs and in limits'],
    ['15.3.5', 2, 'Values have the expected type, and are compared strictly'],
    ['15.3.6', 2, 'No input reaches the prototype of objects'],
  ]),
  ...planned('authorization', [['15.3.1', 1, 'Answers hold no field that the caller should not see']]),
  ...open([
    ['15.1.2', 2, 'All libraries are listed, and come from places worth trust'],
    ['15.2.1', 1, 'No library is older, or longer known to be broken, than is allowed'],
    ['15.2.3', 2, 'Production has no tests, samples or tools of developers in it'],
    ['15.2.5', 3, 'Dangerous parts are walled off from the others'],
    ['15.3.2', 2, 'Calls to other servers follow no redirect'],
    ['15.3.7', 2, 'A parameter that comes twice, or from elsewhere, confuses nothing'],
  ]),
  ...notAutomatable('code', [
    ['15.4.1', 3, 'Data that threads share is locked'],
    ['15.4.2', 3, 'Nothing can come between a check and the act that rests on it'],
    ['15.4.3', 3, 'Locks do not block each other, and strangers cannot hold them'],
    ['15.4.4', 3, 'No task keeps the others waiting for ever'],
  ]),
  ...organisation('document', [
    ['15.1.1', 1, 'It is written down how soon libraries are updated, and holes closed'],
    ['15.1.3', 2, 'Slow and costly functions are written down, and what protects them'],
    ['15.1.4', 3, 'Risky libraries are named'],
    ['15.1.5', 3, 'Dangerous functions are named'],
  ]),
];
