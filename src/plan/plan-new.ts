import { alone, type Answers } from '../define/answers.js';
import { nothingBefore, type Prior } from '../repo/prior.js';
import { appendOrderedRules } from './merge/lines.js';
import type { Catalogue } from './catalogue.js';
import { composeService } from './compose-service.js';
import type { Emitted } from './emitted.js';
import { planAround, type Above } from './plan-around.js';
import type { Change, Plan } from './plan.js';

/** Plans a new service: creates every file, except those that the folder already has and keeps. */
export function planNew({
  root,
  answers,
  catalogue,
  secret,
  prior = nothingBefore,
  top = root,
  above = () => undefined,
}: {
  readonly root: string;
  readonly answers: Answers;
  readonly catalogue: Catalogue;
  readonly secret: (name: string) => string;
  readonly prior?: Prior;
  /** The top of the repository or workspace around it, and the texts there. */
  readonly top?: string;
  readonly above?: Above;
}): Plan {
  const readme = prior.names.find((name) => /^readme(?:\.\w+)?$/i.test(name));
  const theirs = new Set(readme === undefined ? [] : ['README.md']);
  const { files, around } = composeService({ answers, catalogue, secret, theirs });
  const merged = files.filter((file) => isRules(file.path) && prior.text(file.path) !== undefined);
  const beside = planAround({ answers, around, above });
  const changes = files.flatMap((file) =>
    changeOf(file, isRules(file.path) ? prior.text(file.path) : undefined),
  );
  const { repository: service } = answers.within ?? alone;
  const below = changes.map((change) => ({ ...change, path: `${service}/${change.path}` }));
  return {
    // One plan for both places, so that all is made or nothing.
    ...(beside.changes.length === 0
      ? { root, changes }
      : { root: top, service, changes: [...below, ...beside.changes] }),
    command: 'new',
    leftToDo: beside.leftToDo,
    notes: [
      ...beside.notes,
      ...(readme === undefined ? [] : [`${readme} already exists and is left unchanged.`]),
      ...merged.map(
        ({ path }) => `${path} already exists: its lines stay, and those of the service are added.`,
      ),
    ],
  };
}

/** Rule files, which can be merged line by line. */
const isRules = (path: string): boolean => /^\.(?:git|docker)ignore$/.test(path);

function changeOf(
  { path, text, owner, mode, privacy }: Emitted,
  before: string | undefined,
): readonly Change[] {
  if (before !== undefined) {
    const after = appendOrderedRules(before, text.split('\n'));
    return after === before ? [] : [{ path, kind: 'update', before, after, owner }];
  }
  return [
    {
      path,
      kind: 'create',
      after: text,
      owner,
      ...(mode !== undefined && { mode }),
      ...(privacy !== undefined && { privacy }),
    },
  ];
}
