import { nodeLines, packageManagers, presets } from '../define/words.js';
import { notForAny } from './not-for.js';
import { presetWords } from './preset-words.js';
import { word, type Row } from './row.js';

const nodeReasons = { '26': 'The newest; longest support.', '24': 'The one before it.' };

/** Every answer of `rampart new`, in the order of its questions. */
export const answerRows: readonly Row[] = [
  {
    flag: 'name',
    key: 'name',
    type: 'text',
    hint: 'NAME',
    why: 'Names the folder, the package and the container.',
    form: {
      says: 'lower-case letters, digits and hyphens, a letter first, at most 63',
      pattern: /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    },
    answer: 'asked',
  },
  {
    flag: 'framework',
    key: 'framework',
    type: 'word',
    why: 'The HTTP library that your routes are written for.',
    choices: ({ frameworks }) => frameworks.map(({ id, title, why }) => word(id, why, title)),
    answer: 'asked',
  },
  {
    flag: 'target',
    key: 'target',
    type: 'word',
    why: 'Where it runs decides which proxies are trusted, and how the service is stopped.',
    choices: ({ targets }) => targets.map(({ id, title, why }) => word(id, why, title)),
    answer: 'asked',
  },
  {
    flag: 'preset',
    key: 'preset',
    type: 'word',
    why: 'How much the service begins with. More can be added at any time.',
    choices: ({ pieces }) => presets.map((preset) => word(preset, presetWords(preset, pieces))),
    answer: 'derived',
  },
  {
    flag: 'pieces',
    key: 'pieces',
    type: 'words',
    hint: 'A,B,...',
    why: 'The pieces, if not those of the preset; those that they need are included.',
    choices: ({ pieces }) => pieces.map(({ id, title, why }) => word(id, why, title)),
    exceptions: notForAny,
    answer: 'derived',
  },
  {
    flag: 'package-manager',
    key: 'packageManager',
    type: 'word',
    why: 'Installs the packages, and is named in the Dockerfile and the documents.',
    choices: () => packageManagers.map((manager) => word(manager, '')),
    answer: 'asked',
  },
  {
    flag: 'node',
    key: 'node',
    type: 'word',
    why: 'The Node version of the image; your own Node must be 22.13 or newer.',
    choices: () => nodeLines.map((line) => word(line, nodeReasons[line], `Node ${line}`)),
    answer: 'asked',
  },
  {
    flag: 'install',
    key: 'install',
    type: 'either',
    why: 'Installs the packages at the end, without running their scripts.',
    choices: () => [word('install', '', 'Yes, now'), word('skip', '', 'No, later')],
    answer: 'asked',
  },
  {
    flag: 'git',
    key: 'git',
    type: 'either',
    why: 'Creates a git repository; nothing is committed.',
    choices: () => [word('init', '', 'Yes'), word('skip', '', 'No')],
    answer: 'asked',
  },
];
