import type { Requirement } from '../../define/requirement.js';
import { evidence, notAutomatable, open, organisation, planned } from './rows.js';

/** Chapter 13. */
export const configuration: readonly Requirement[] = [
  ...evidence([
    ['13.2.3', 2, 'No credential between services is the one that it came with'],
    ['13.4.1', 1, 'Folders of source control, such as .git, are out of reach'],
    ['13.4.2', 2, 'Debug modes are off in production'],
    ['13.4.3', 2, 'Nobody is shown the list of files in a folder'],
    ['13.4.4', 2, 'TRACE is off in production'],
    ['13.4.5', 2, 'Documentation and monitoring are open to strangers only where that is meant'],
    ['13.4.6', 3, 'Nobody is told which versions of software are behind the service'],
  ]),
  ...planned('db-least-privilege', [['13.2.2', 2, 'Parts behind the service use accounts with few rights']]),
  ...planned('service-auth', [['13.2.1', 2, 'Parts behind the service log in by credentials that change']]),
  ...planned('secrets-manager', [
    ['13.3.1', 2, 'Secrets live in a vault, and neither in the source nor in what is built'],
    ['13.3.2', 2, 'Few may read each secret'],
  ]),
  ...planned('secrets-rotation', [['13.3.4', 3, 'Secrets run out, and are changed as it is written down']]),
  ...open([
    ['13.2.4', 2, 'A list says what the application may connect to'],
    ['13.2.5', 2, 'A list says where the server may load from and send to'],
    ['13.4.7', 3, 'Files are served only if their ending is expected'],
  ]),
  ...notAutomatable('code', [['13.2.6', 3, 'Connections to other services keep the written limits']]),
  ...notAutomatable('operation', [['13.3.3', 3, 'Keys do their work inside a vault, and never leave it']]),
  ...organisation('document', [
    ['13.1.1', 2, 'It is written down with whom the application must talk'],
    ['13.1.2', 3, 'Limits of connections are written down, and what happens at the limit'],
    ['13.1.3', 3, 'Timeouts and retries are written down for each system outside'],
    ['13.1.4', 3, 'Critical secrets are written down, and when each is to change'],
  ]),
];
