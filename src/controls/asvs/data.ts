import type { Requirement } from '../../define/requirement.js';
import { evidence, notAutomatable, open, organisation, outOfScope } from './rows.js';

/** Chapter 14. */
export const data: readonly Requirement[] = [
  ...evidence([
    ['14.2.3', 2, 'Sensitive data goes to nobody who should not have it'],
    ['14.3.2', 2, 'Browsers are told to keep no answer with sensitive data'],
  ]),
  ...open([
    ['14.2.1', 1, 'Nothing sensitive stands in a URL'],
    ['14.2.2', 2, 'Caches on the side of the server keep nothing sensitive'],
    ['14.2.5', 3, 'Caches keep only answers that are meant for them'],
    ['14.2.8', 3, 'Hidden details in files of users are removed'],
  ]),
  ...notAutomatable('business', [
    ['14.2.4', 2, 'Data is protected as its class demands'],
    ['14.2.6', 3, 'Answers hold no more sensitive data than is needed'],
  ]),
  ...organisation('document', [
    ['14.1.1', 2, 'It is written down which data is sensitive, and how much so'],
    ['14.1.2', 2, 'It is written down how each class of data is protected'],
  ]),
  ...organisation('task', [['14.2.7', 3, 'Old sensitive data is deleted in time']]),
  ...outOfScope('pages', [
    ['14.3.1', 1, 'After a logout the browser holds no data of the user'],
    ['14.3.3', 2, 'Nothing sensitive is stored in the browser, but for the session'],
  ]),
];
