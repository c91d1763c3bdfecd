import type { Requirement } from '../../define/requirement.js';
import { notAutomatable, open, organisation, planned } from './rows.js';

/** Chapter 5. */
export const files: readonly Requirement[] = [
  ...planned('upload-validation', [
    ['5.2.1', 1, 'Files that are too large to handle are refused'],
    ['5.2.2', 1, 'The ending and the content of a file are checked, and fit each other'],
    ['5.2.3', 2, 'Size and number of the files in an archive are checked before unpacking'],
    ['5.2.5', 3, 'Archives with links in them are refused, unless they are needed'],
    ['5.2.6', 3, 'Pictures with too many pixels are refused'],
    ['5.3.1', 1, 'The server never runs a file that somebody stored'],
    ['5.3.2', 1, 'The server makes the paths of files, not the names that users send'],
    ['5.3.3', 3, 'Unpacking ignores the paths that an archive names'],
    ['5.4.1', 2, 'The server decides which name a download gets'],
    ['5.4.2', 2, 'Names of files are encoded where they stand in headers or mail'],
  ]),
  ...open([['5.2.4', 3, 'Nobody can fill the storage: files and bytes are limited for each user']]),
  ...notAutomatable('operation', [['5.4.3', 2, 'A virus scanner looks at files of strangers']]),
  ...organisation('document', [
    ['5.1.1', 2, 'Types and sizes of uploads are written down, and what is done with bad files'],
  ]),
];
