import type { Answers } from '../define/answers.js';
import type { Catalogue } from './catalogue.js';
import { composeNew } from './compose.js';
import type { Plan } from './plan.js';

/** The plan of a new service: every file is created. */
export function planNew({
  root,
  answers,
  catalogue,
  secret,
}: {
  readonly root: string;
  readonly answers: Answers;
  readonly catalogue: Catalogue;
  readonly secret: (name: string) => string;
}): Plan {
  const files = composeNew({ answers, catalogue, secret });
  return {
    root,
    command: 'new',
    changes: files.map(({ path, text, owner, mode, privacy }) => ({
      path,
      kind: 'create',
      after: text,
      owner,
      ...(mode !== undefined && { mode }),
      ...(privacy !== undefined && { privacy }),
    })),
    notes: [],
  };
}
