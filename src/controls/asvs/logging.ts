import type { Requirement } from '../../define/requirement.js';
import { evidence, notAutomatable, open, organisation, planned } from './rows.js';

/** Chapter 16. */
export const loggingChapter: readonly Requirement[] = [
  ...evidence([
    ['16.2.1', 2, 'Each line of the log tells when, where, who and what'],
    ['16.2.2', 2, 'Clocks agree, and times in the log are in UTC or have an offset'],
    ['16.2.4', 2, 'The tool in use can read the log, and join its lines'],
    ['16.2.5', 2, 'The log holds only such sensitive data as may be there'],
    ['16.3.3', 2, 'Attempts to get past protections are logged'],
    ['16.3.4', 2, 'Errors that nobody expected, and protections that fail, are logged'],
    ['16.4.1', 2, 'Nothing that comes in can forge a line of the log'],
    ['16.5.1', 2, 'Errors tell the caller nothing of the inside'],
  ]),
  ...planned('audit-trail', [['16.4.2', 2, 'Others can neither read nor change the log']]),
  ...planned('auth', [['16.3.1', 2, 'Every login is logged, whether it works or fails']]),
  ...planned('authorization', [['16.3.2', 2, 'Refused access is logged']]),
  ...open([
    ['16.5.2', 2, 'The service stays safe while something that it needs is down'],
    ['16.5.3', 2, 'When something fails, nothing is let through'],
    ['16.5.4', 3, 'Errors that nobody caught are logged, and do not end the service'],
  ]),
  ...notAutomatable('operation', [
    ['16.2.3', 2, 'Logs go only where they are meant to go'],
    ['16.4.3', 2, 'Logs are sent, safely, to a system apart'],
  ]),
  ...organisation('document', [
    ['16.1.1', 2, 'It is written down what is logged, where, for whom and for how long'],
  ]),
];
