import { answerRows } from '../commands/answer-rows.js';
import type { Command } from '../commands/command.js';
import * as newCommand from '../commands/new.js';
import type { Row } from '../commands/row.js';
import { attestRows, waiveRows } from '../commands/statement-rows.js';
import { verifyRows } from '../commands/verify-rows.js';

export const flag = (name: string, why: string): Row => ({ flag: name, key: name, type: 'switch', why });

const folder: Row = {
  flag: 'dir',
  key: 'dir',
  type: 'text',
  hint: 'FOLDER',
  why: 'The folder to work in; by default the current one.',
};

const dryRun = flag('dry-run', 'Prints the plan and writes nothing.');
const yes = flag('yes', 'Takes the default for every answer that is not given.');

export const commands: readonly Command[] = [
  {
    name: 'new',
    summary: 'Makes a new hardened service.',
    positionals: { hint: '[dir]', most: 1 },
    acts: 'writes',
    rows: [
      ...answerRows,
      flag('no-verify', 'Does not prove the checklist at the end; "rampart verify --boot" does it later.'),
      yes,
      {
        flag: 'answers',
        key: 'answers',
        type: 'text',
        hint: 'FILE',
        why: 'Reads answers from a JSON file, or from stdin for "-"; see "rampart schema".',
      },
      dryRun,
    ],
    details: [
      'rampart new my-service',
      'rampart new my-service --yes --no-install',
      'rampart new my-service --yes --dry-run --json',
    ],
    load: async () => newCommand,
  },
  {
    name: 'add',
    summary: 'Adds security pieces to an existing service.',
    positionals: { hint: '[piece...]', most: 100 },
    acts: 'writes',
    rows: [flag('allow-dirty', 'Also edits files with uncommitted changes.'), yes, dryRun, folder],
    details: ['rampart add', 'rampart add rate-limit cors --dry-run'],
    load: () => import('../commands/add.js'),
  },
  {
    name: 'verify',
    summary: 'Proves the checklist again, from evidence.',
    positionals: { hint: '[dir]', most: 1 },
    acts: 'reads',
    rows: verifyRows,
    details: [
      'rampart verify                       reads the files',
      'rampart verify --boot                also builds and boots it here and looks from outside; runs its code',
      'rampart verify --url https://api.acme.org --confirm-target api.acme.org',
      'rampart verify --boot --control cors-allowlist --json',
    ],
    load: () => import('../commands/verify.js'),
  },
  {
    name: 'attest',
    summary: 'Attests, as a person, that something is done which no probe can see.',
    positionals: { hint: '<claim>', most: 1 },
    acts: 'reads',
    rows: attestRows,
    details: [
      'rampart list claims',
      'rampart attest security-review --by "Ada Obi <ada@acme.org>" --seen minutes.pdf',
    ],
    load: () => import('../commands/attest.js'),
  },
  {
    name: 'waive',
    summary: 'Accepts, as a person and until a date, what is open of a control.',
    positionals: { hint: '<control>', most: 1 },
    acts: 'reads',
    rows: waiveRows,
    details: [
      'rampart waive http-timeouts --by "Ada Obi" --because "the balancer in front has them" --until 2026-12-31',
    ],
    load: () => import('../commands/waive.js'),
  },
  {
    name: 'undo',
    summary: 'Reverts the last new or add in a folder.',
    positionals: { hint: '', most: 0 },
    acts: 'writes',
    rows: [folder],
    details: ['rampart undo'],
    load: () => import('../commands/undo.js'),
  },
  {
    name: 'list',
    summary: 'Lists frameworks, targets, pieces, controls, claims, and the requirements of the ASVS.',
    positionals: { hint: '[frameworks|targets|pieces|controls|claims|asvs]', most: 1 },
    acts: 'reads',
    rows: [],
    details: ['rampart list pieces', 'rampart list asvs      how each of its 345 requirements is handled'],
    load: () => import('../commands/list.js'),
  },
  {
    name: 'explain',
    summary: 'Explains a control or a piece.',
    positionals: { hint: '<control|piece>', most: 1 },
    acts: 'reads',
    rows: [],
    details: ['rampart explain cors-allowlist'],
    load: () => import('../commands/explain.js'),
  },
  {
    name: 'schema',
    summary: 'Prints the JSON Schema of the answers of "new".',
    positionals: { hint: '', most: 0 },
    acts: 'reads',
    rows: [],
    details: ['rampart schema'],
    load: () => import('../commands/schema.js'),
  },
];
