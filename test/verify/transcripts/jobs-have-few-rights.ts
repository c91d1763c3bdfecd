import { broken, commit, looked, stranded } from '../transcript-parts/workflows.js';
import type { Case } from '../transcript.js';

const job = (more: object = {}) => ({
  id: 'test',
  permissions: { contents: 'read' },
  timeout: 5,
  steps: [{ uses: `actions/checkout@${commit}`, with: { 'persist-credentials': false } }, { run: 'npm ci' }],
  ...more,
});
const workflows = (more: object = {}, jobs: readonly { steps: unknown }[] = [job()]) => ({
  workflows: looked([{ path: 'ci.yml', on: { pull_request: {} }, permissions: {}, jobs, ...more }]),
  steps: { 'ci.yml test': jobs[0]?.steps },
});

export const transcripts: readonly Case[] = [
  ['few', workflows(), 'pass'],
  ['none', { workflows: looked([]), steps: {} }, 'inconclusive'],
  ['none that is read', { workflows: looked([], stranded), steps: {} }, 'inconclusive'],
  ['no YAML', { workflows: looked([], broken), steps: {} }, 'inconclusive'],
  ['all, for all', workflows({ permissions: 'write-all' }), 'fail'],
  ['writing, for all', workflows({ permissions: { contents: 'write' } }), 'fail'],
  ['whatever is set', workflows({ permissions: undefined }, [job({ permissions: undefined })]), 'fail'],
  ['strangers', workflows({ on: { pull_request_target: {} } }), 'fail'],
  ['no end', workflows({}, [job({ timeout: undefined })]), 'fail'],
  [
    'a token on disk',
    workflows({}, [job({ steps: [{ uses: `actions/checkout@${commit}`, with: {} }] })]),
    'fail',
  ],
  [
    'a title as a command',
    workflows({}, [job({ steps: [{ run: 'echo ${{ github.event.issue.title }}' }] })]),
    'fail',
  ],
  ['an input as a command', workflows({}, [job({ steps: [{ run: 'echo ${{ inputs.name }}' }] })]), 'fail'],
  ['a number as a command', workflows({}, [job({ steps: [{ run: 'echo ${{ github.run_id }}' }] })]), 'pass'],
];
