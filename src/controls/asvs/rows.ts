import type { Disposition, Level, Requirement } from '../../define/requirement.js';
import type { PlannedControl } from './coming.js';

/** Rows of a chapter that are handled in the same way, for one reason. */
type Rows = readonly (readonly [id: string, level: Level, text: string])[];

/** Requirements with evidence. The control says which and why. */
export const evidence = (rows: Rows): readonly Requirement[] =>
  grouped({ is: 'evidence', because: '' }, rows);

export const planned = (by: PlannedControl, rows: Rows): readonly Requirement[] =>
  grouped({ is: 'planned', because: by }, rows);

export const open = (rows: Rows): readonly Requirement[] =>
  grouped({ is: 'open', because: 'a probe could look, and none is planned' }, rows);

export const notAutomatable = (who: keyof typeof judges, rows: Rows): readonly Requirement[] =>
  grouped({ is: 'not-automatable', because: judges[who] }, rows);

export const organisation = (what: keyof typeof tasks, rows: Rows): readonly Requirement[] =>
  grouped({ is: 'organisation', because: tasks[what] }, rows);

export const outOfScope = (what: keyof typeof subjects, rows: Rows): readonly Requirement[] =>
  grouped({ is: 'out-of-scope', because: subjects[what] }, rows);

const judges = {
  code: 'only a review of the code can tell',
  business: 'only those who know the business can tell',
  operation: 'only those who run it can tell',
} as const;

const tasks = {
  document: 'a document that people write and judge',
  task: 'a task of people',
} as const;

const subjects = {
  pages: 'about pages in a browser',
  providers: 'about OAuth, and logins at other providers',
  factors: 'about second factors',
  techniques: 'about a technique that rampart does not look at',
  runtime: 'the runtime takes care of it',
} as const;

const grouped = (disposition: Disposition, rows: Rows): readonly Requirement[] =>
  rows.map(([id, level, text]) => ({ id, level, text, disposition }));
