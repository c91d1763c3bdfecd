import { broken, commit, looked, stranded } from '../transcript-parts/workflows.js';
import type { Case } from '../transcript.js';

const commands = 'npm ci\neslint .\ntsc -p .\nvitest run\nnpm audit\nsecretlint x';
const checked = (text = commands, more: object = {}, actions: readonly string[] = []) => ({
  workflows: looked([{}]),
  other: '',
  language: 'ts',
  wants: 'dependencies',
  sure: { commands: text, actions },
  unclear: { commands: '', actions: [] },
  why: 'it runs at the top of the repository, and may not reach apps/api',
  ...more,
});

export const transcripts: readonly Case[] = [
  ['all', checked(), 'pass'],
  ['no workflow', checked('', { workflows: looked([]) }), 'fail'],
  ['none that is run', checked('', { workflows: looked([], stranded) }), 'fail'],
  ['another system', checked('', { workflows: looked([]), other: '.gitlab-ci.yml' }), 'inconclusive'],
  ['nothing', checked('echo'), 'fail'],
  ['no lockfile', checked(commands.replace('npm ci', 'npm install')), 'fail'],
  ['no audit', checked(commands.replace('npm audit', '')), 'fail'],
  ['around the package', checked('', { unclear: { commands, actions: [] } }), 'inconclusive'],
  ['one that could not be read', checked(commands, { workflows: looked([{}], broken) }), 'inconclusive'],
  [
    'an action looks',
    checked(commands.replace('npm audit', ''), {}, [`actions/dependency-review-action@${commit}`]),
    'pass',
  ],
  ['JavaScript has no types', checked(commands.replace('tsc', ''), { language: 'js' }), 'pass'],
];
