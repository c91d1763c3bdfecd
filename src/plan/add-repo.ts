import { phases, type PieceId } from '../define/words.js';
import { eolOf } from '../repo/eol.js';
import type { DetectedRepo } from '../repo/detected-repo.js';
import { lineOf } from '../repo/line-of.js';
import { isRefusal, type Refusal } from '../wire/refusal.js';
import { statementKey } from '../wire/insertion-points.js';
import { wire } from '../wire/wire.js';
import type { AddRequest } from './add-request.js';
import { addNotes } from './add-notes.js';
import { unmetPrecondition, conflict, conflictsOf, isOurs } from './preconditions.js';
import { member, type Catalogue } from './catalogue.js';
import { composeRepo } from './compose-repo.js';
import { rootTemplate } from './root-template.js';
import { landing } from './dialect.js';
import { alreadyMounted, type AlreadyMounted } from './already-mounted.js';
import { mergedChanges } from './merge/files-of-the-repo.js';
import type { Change, Plan } from './plan.js';
import { selectPieces } from './select.js';
import { unmounted } from './chosen.js';
import { refuseUnsupported } from './refuse-unsupported.js';
import { changesOf } from './changes-of.js';
import { answersOf } from './add-answers.js';
import { stemOf } from './root-stem.js';
import { manifestChanges } from './manifest-changes.js';

/**
 * The plan of `add` for a repo that rampart did not make. If one change cannot be made, it refuses all.
 *
 *   pieces without those already there -> files composed -> app wired and proven -> files merged -> manifest
 */
export function addToRepo(request: AddRequest): Plan | Refusal {
  const known = refuseUnsupported(request);
  if (isRefusal(known)) return known;
  const { id: frameworkId, recogniser } = known;
  const { repo, catalogue, secret } = request;
  const framework = member(catalogue.frameworks, frameworkId, 'framework');
  const bare = { ...framework, foundation: [] };
  const standing = new Map(
    selectPieces({ answers: answersOf(request), framework: bare, catalogue }).map((chosen) => [
      chosen.piece.id,
      alreadyMounted(chosen, repo),
    ]),
  );
  const asked = answersOf(request).pieces;
  const left = asked.filter((id) => standing.get(id)?.mount === 'ours');
  const answers = { ...answersOf(request), pieces: left };
  const chosen = selectPieces({ answers, framework: bare, catalogue });
  const ids = chosen.map(({ piece }) => piece.id);
  const standingNotes = [...standing].flatMap(([id, { note }]) =>
    note !== undefined && (asked.includes(id) || ids.includes(id)) ? [note] : [],
  );
  if (left.length === 0) return { root: repo.root, command: 'add', changes: [], notes: standingNotes };

  const needed = neededBy(answers.pieces, catalogue);
  const brought = composeRepo({
    answers,
    framework,
    chosen: chosen.map((entry) =>
      standing.get(entry.piece.id)?.mount === 'theirs' ||
      entry.fit.mounts === 'in new services' ||
      !needed.has(entry.piece.id)
        ? unmounted(entry)
        : entry,
    ),
    catalogue,
    layout: repo.layout,
    root: repo.manifest?.files[landing(rootTemplate, repo.layout)] === undefined ? 'absent' : 'there',
  });
  const blocker = unmetPrecondition(repo, brought, { framework, catalogue });
  if (blocker !== undefined) return blocker;
  const wired = wire(repo, recogniser, {
    parts: brought.parts,
    wiring: framework.wiring,
    root: { stem: stemOf(repo), aliases: repo.reader.aliases },
    suffix: repo.layout.suffix,
    behind: new Set(leading(standing, catalogue, repo)),
  });
  if (isRefusal(wired)) return wired;

  const sources = new Map([...brought.sources].map(([path, text]) => [path, inEol(text, repo)]));
  const conflicts = conflictsOf(repo, sources);
  if (conflicts.length > 0) return conflict(conflicts);
  const documents = new Map(
    [...brought.documents].filter(([path]) => {
      const now = repo.reader.text(path);
      return now === undefined || isOurs(path, now, repo.manifest);
    }),
  );
  const changes = [
    ...changesOf(sources, 'owned', repo),
    ...changesOf(documents, 'owned', repo),
    ...changesOf(wired.texts, 'wired', repo),
    ...mergedChanges({ repo, brought, catalogue, framework, secret }),
  ];
  const unread = changes
    .map(({ path }) => path)
    .filter((path) => repo.reader.unreadable.some((file) => file.path === path));
  if (unread.length > 0) return conflict(unread);
  return {
    root: repo.root,
    command: 'add',
    changes: sorted([...changes, ...manifestChanges({ repo, answers, changes, sources, documents })]),
    libraries: brought.libraries.map(({ piece }) => piece),
    notes: [...standingNotes, ...wired.notes, ...addNotes({ repo, brought, changes, documents })],
  };
}

/** The pieces asked for and all that they need, but not those whose files alone are used. */
function neededBy(asked: readonly PieceId[], { pieces }: Catalogue): ReadonlySet<PieceId> {
  const needed = new Set(asked);
  for (const id of needed)
    for (const need of pieces.find((piece) => piece.id === id)?.needs ?? []) needed.add(need);
  return needed;
}

/** Mounts of the repo that belong before our limits, so that our refusals carry their headers. */
const leading = (
  standing: ReadonlyMap<string, AlreadyMounted>,
  { pieces }: Catalogue,
  { apps }: DetectedRepo,
): readonly string[] =>
  [...standing].flatMap(([id, { at }]) => {
    const phase = pieces.find((piece) => piece.id === id)?.phase ?? 'none';
    if (phases.indexOf(phase) >= phases.indexOf('limits')) return [];
    const beside = apps.filter(({ site }) => site.source.path === at?.path);
    return beside.flatMap(({ site: { source, block } }) =>
      block
        .filter((statement) => lineOf(source.text, statement.start) === at?.line)
        .map((statement) => statementKey(source, statement)),
    );
  });

/** Gives new files the line endings of the app's file. */
function inEol(text: string, repo: DetectedRepo): string {
  const entry = repo.apps[0]?.site.source;
  return entry !== undefined && eolOf(entry.text) === '\r\n' ? text.replaceAll('\n', '\r\n') : text;
}

const sorted = (changes: readonly Change[]): readonly Change[] =>
  [...changes].sort((a, b) => (a.path < b.path ? -1 : 1));
