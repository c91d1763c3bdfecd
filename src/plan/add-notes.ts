import { isNeeded } from '../define/piece.js';
import type { DetectedRepo } from '../repo/detected-repo.js';
import type { Brought } from './brought.js';
import { exampleFile } from './merge/files-of-the-repo.js';
import { packageManagerCommands } from './package-managers.js';
import type { Change } from './plan.js';

/** What the owner must do after the changes: packages to install, variables to set, things to check. */
export function addNotes({
  repo,
  brought,
  changes,
  documents,
}: {
  readonly repo: DetectedRepo;
  readonly brought: Brought;
  readonly changes: readonly Change[];
  readonly documents: ReadonlyMap<string, string>;
}): readonly string[] {
  const changed = (path: string): boolean => changes.some((change) => change.path === path);
  const kept = [...brought.documents.keys()].filter((path) => !documents.has(path));
  const required = brought.env.filter(isNeeded);
  const generated = brought.env.filter(({ generate }) => generate !== undefined).map(({ name }) => name);
  const them = generated.length === 1 ? 'it' : 'them';
  const readsMode = brought.readsEnv === 'at start' && brought.env.some(({ name }) => name === 'NODE_ENV');
  const handler = repo.mounted.find(({ handles, scope }) => handles === 'errors' && scope === 'app');
  const forms = repo.mounted.find(
    ({ uses, scope }) => scope === 'app' && uses.some((use) => formParsers.has(use.package)),
  );
  return [
    changed('package.json') && installNote(repo),
    readsMode &&
      changes.length > 0 &&
      'An unset NODE_ENV now means production: set NODE_ENV=development or test everywhere else.',
    ...brought.libraries.map(
      ({ piece, paths }) =>
        changes.length > 0 &&
        `${piece}: nothing calls it yet; import it where you need it: ${paths.join(', ')}.`,
    ),
    brought.readsEnv === 'at start' &&
      changes.length > 0 &&
      required.length > 0 &&
      `Production refuses to start without: ${required.map(({ name }) => name).join(', ')}. ` +
        'Set them before the next deploy.',
    changes.length > 0 &&
      generated.length > 0 &&
      `Development and tests need ${generated.join(', ')} too: .env has ${them} on this machine; set ${them} in CI.`,
    exampleFile(repo) !== '.env.example' &&
      brought.env.length > 0 &&
      `dotenv-safe requires every key of .env.example at boot, so the new ones are in ${exampleFile(repo)}.`,
    handler !== undefined &&
      brought.parts.includes('before') &&
      `The pieces answer refused requests themselves: ${handler.path}:${handler.line} does not handle those errors.`,
    kept.length > 0 && `Existing files that were left unchanged: ${kept.join(', ')}.`,
    forms !== undefined &&
      `${forms.path}:${forms.line} reads forms or uploads: check that its routes still get them.`,
    repo.trackedEnvFiles.length > 0 &&
      `Tracked by git although it may hold secrets: ${repo.trackedEnvFiles.join(', ')}. ` +
        `Run: git rm --cached ${repo.trackedEnvFiles.join(' ')} ` +
        '(and replace those secrets: history keeps them).',
    repo.reader.tree.extent === 'part' &&
      'The repo has more files than were read; apps in the other files were not seen.',
  ].filter((note) => note !== false);
}

/** The package manager updates the lockfile. */
function installNote({ workspace, packageManager }: DetectedRepo): string {
  const where = workspace.above === '' ? '' : ` at the root of the workspace (${workspace.above})`;
  return (
    'Dependencies were added to package.json, but not to the lockfile. ' +
    `Run${where}: ${packageManagerCommands[packageManager].install}`
  );
}

const formParsers = new Set(['multer', 'formidable', 'busboy', 'connect-busboy', 'express-fileupload']);
