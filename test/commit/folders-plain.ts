import type { Change, Plan } from '../../src/plan/plan.js';

/** Plans and texts, apart from the test runner, since killed processes use them too. */
export const before = {
  'package.json': '{ "name": "old" }\r\n',
  'src/app.ts': 'export const app = 1;\n',
  'src/keep.ts': 'untouched\n',
};

export const addPlan = (root: string): Plan => ({
  root,
  command: 'add',
  notes: [],
  changes: [
    update('package.json', before['package.json'], '{ "name": "new" }\r\n'),
    update('src/app.ts', before['src/app.ts'], 'export const app = 2;\n'),
    create('src/security/index.ts', 'export {};\n'),
    create('.rampart/.gitignore', 'journal.json\nundo/\nbefore/\n'),
    { ...create('.env', 'TOKEN=x\n'), mode: 0o600, privacy: 'secret' },
  ],
});

export const newPlan = (root: string): Plan => ({
  root,
  command: 'new',
  notes: [],
  changes: [
    create('package.json', '{}\n'),
    create('src/app.ts', 'export {};\n'),
    { ...create('.env', 'A=b\n'), mode: 0o600 },
  ],
});

export const create = (path: string, after: string): Change => ({
  path,
  kind: 'create',
  after,
  owner: 'owned',
});
export const update = (path: string, was: string, after: string): Change => ({
  path,
  kind: 'update',
  before: was,
  after,
  owner: 'wired',
});
