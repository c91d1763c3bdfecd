import { broken, commit, looked, stranded } from '../transcript-parts/workflows.js';
import type { Case } from '../transcript.js';

const used = (...names: readonly string[]) => ({
  workflows: looked([{}]),
  uses: names.map((name) => ({ name, where: 'x' })),
});

export const transcripts: readonly Case[] = [
  ['all', used(`a/b@${commit}`, './own'), 'pass'],
  ['a tag', used('a/b@v1'), 'fail'],
  ['an image by tag', used('docker://a:1'), 'fail'],
  ['no workflow', { workflows: looked([]), uses: [] }, 'inconclusive'],
  ['none that is read', { workflows: looked([], stranded), uses: [] }, 'inconclusive'],
  [
    'one that could not be read',
    { ...used(`a/b@${commit}`), workflows: looked([{}], broken) },
    'inconclusive',
  ],
  ['a tag beside one that could not be read', { ...used('a/b@v1'), workflows: looked([{}], broken) }, 'fail'],
];
