import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { mergeEvidence } from '../verify/evidence.js';
import type { Repo } from '../repo/repo.js';
import { accept, type Accepted } from './bundle.js';
import type { Here } from './here.js';
import type { Folders } from './folders.js';
import { readHere } from './kept.js';
import type { NamedKey } from './named-key.js';
import type { Kept } from './schema.js';
import { acceptStatement, isStatement, unfit, type Said } from './statement.js';
import { sensible } from './sensible.js';
import { packageName } from './package-name.js';
import type { AcceptedBundle, Believed, NotAccepted } from './believed.js';
import type { HandedEvidence } from './handed-evidence.js';

export interface Believing {
  readonly root: string;
  readonly folders: Folders;
  readonly repo: Repo | undefined;
  readonly rampart: string;
  readonly now: Date;
  readonly handed: readonly HandedEvidence[];
  readonly trusted: readonly NamedKey[];
  /** Undefined without a repository. Called only if evidence was handed over. */
  readonly here: () => Here | undefined;
}

export function believe(asked: Believing): Believed {
  const mine = keptHere(asked);
  const bundles = asked.handed.filter(({ text }) => !isStatement(text));
  const results = bundles.map(({ name, text }) => ({ name, ...outcomeOf(text, asked) }));
  const spoken = asked.handed.filter(({ text }) => isStatement(text));
  const heard = spoken.map(({ name, text }) => ({ name, ...statementIn(text, asked) }));
  const taken = results.flatMap((one) => ('bundle' in one ? [one] : []));
  const inOrder = [...taken].sort((a, b) => Date.parse(a.bundle.at) - Date.parse(b.bundle.at));
  const theirs = inOrder.map(({ name, evidence }) => ({ name, ...sensible(evidence, asked.now) }));
  return {
    kept: mine.kept,
    evidence: theirs.reduce((all, { evidence }) => mergeEvidence(all, evidence), mine.kept.evidence),
    said: [
      ...mine.kept.statements
        .filter((one) => unfit(one, packageName(asked.repo), asked.now) === undefined)
        .map((statement) => ({ statement })),
      ...heard.flatMap((one) => ('no' in one ? [] : [{ statement: one.statement, by: one.by ?? '' }])),
    ],
    accepted: taken.map(shown),
    notAccepted: [
      ...mine.notAccepted,
      ...brought(asked.root),
      ...[...results, ...heard].flatMap(({ name, ...one }) =>
        'no' in one ? [{ of: 'handed' as const, what: name, because: one.no }] : [],
      ),
      ...theirs.flatMap(({ name, left }) =>
        left.map((because) => ({ of: 'part' as const, what: name, because })),
      ),
    ],
  };
}

type Outcome = Accepted | { readonly no: string };
const outcomeOf = (text: string, { trusted, here }: Believing): Outcome => accept(text, trusted, here());

const statementIn = (text: string, { trusted, repo, now }: Believing): Said | { readonly no: string } =>
  acceptStatement(text, { trusted, name: packageName(repo), now });

const shown = ({ name, by, bundle }: Accepted & { readonly name: string }): AcceptedBundle => ({
  what: name,
  by,
  at: bundle.at,
  commit: bundle.subject.commit,
  environment: bundle.configuration.environment,
  url: bundle.configuration.url,
  results: bundle.evidence.length,
});

type Own = Pick<Believing, 'root' | 'folders' | 'repo' | 'rampart' | 'now'>;

/** The state kept here for this folder, if it is about this repository and this rampart version. */
export function keptHere(asked: Own): Pick<Believed, 'kept' | 'notAccepted'> {
  const nothing = { evidence: [], pages: [], statements: [] };
  const found = readHere(asked.root, asked.folders);
  const not = (what: string, because: string): NotAccepted => ({ of: 'kept', what, because });
  if ('no' in found)
    return {
      kept: nothing,
      notAccepted: 'path' in found ? [not(found.path, found.no)] : [],
    };
  const { kept } = found;
  const other = anotherRepository(kept, asked.repo);
  const what = `the evidence kept here of ${kept.evidence.length} probes`;
  if (other !== undefined) return { kept: nothing, notAccepted: [not(what, other)] };
  if (kept.rampart !== asked.rampart)
    return {
      kept: { evidence: [], pages: kept.pages, statements: kept.statements },
      notAccepted: [not(what, `rampart ${kept.rampart} saw it, this is ${asked.rampart}`)],
    };
  const { evidence, left } = sensible(kept.evidence, asked.now);
  return {
    kept: { evidence, pages: kept.pages, statements: kept.statements },
    notAccepted: left.map((because) => not(what, because)),
  };
}

/** Why kept evidence does not count: another repository is now in the same folder. */
function anotherRepository({ name }: Kept, repo: Repo | undefined): string | undefined {
  const here = packageName(repo);
  return name === here ? undefined : `it is about the package "${name}", here is "${here}"`;
}

/**
 * Evidence in the repository, where early versions kept it. It never counts: whoever made the repository
 * could write it.
 */
function brought(root: string): readonly NotAccepted[] {
  const what = '.rampart/evidence.json';
  return isAbsent(join(root, what))
    ? []
    : [
        {
          of: 'brought',
          what,
          because: 'evidence inside a repository is never accepted; delete it',
        },
      ];
}

function isAbsent(path: string): boolean {
  try {
    lstatSync(path);
    return false;
  } catch {
    return true;
  }
}
