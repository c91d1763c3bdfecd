import type { ErrorKind } from './error-kind.js';
import { exits } from './exits.js';
import { quoted } from './quoted.js';

/** All errors: code, message (first what was expected, then what was found), whose fault it is, and what to do. */
export const catalogue = {
  RAMPART_UNKNOWN_COMMAND: {
    exit: exits.badInput,
    whose: 'yours',
    message: ({ name }) => `Expected one of the commands of "rampart --help", got "${name}".`,
    remedy: ({ near }) => (near === undefined ? 'Run: rampart --help' : `Did you mean "rampart ${near}"?`),
  },
  RAMPART_PATH_OUTSIDE: {
    exit: exits.refused,
    whose: 'yours',
    message: ({ path, root }) => `Expected a path inside ${root}, got "${path}".`,
    remedy: () => 'Remove the link or the ".." that leads out of the folder.',
  },
  RAMPART_UNKNOWN_PACKAGE: {
    exit: exits.failed,
    whose: 'ours',
    message: ({ name }) => `Expected "${name}" in templates/versions/package.json, found none.`,
    remedy: () => 'Please report this: a template names a package that has no version.',
  },
  RAMPART_UNKNOWN_MEMBER: {
    exit: exits.badInput,
    whose: 'yours',
    message: ({ what, id, known }) => `Expected a ${what} (${known}), got "${id}".`,
    remedy: () => 'Run: rampart list',
  },
  RAMPART_UNSUPPORTED_PIECE: {
    exit: exits.badInput,
    whose: 'yours',
    message: ({ piece, framework, why }) => `Expected a piece that fits ${framework}, got "${piece}"${why}.`,
    remedy: () => 'Run: rampart list pieces. Leave it out, or name another framework.',
  },
  RAMPART_LAYER_CLASH: {
    exit: exits.failed,
    whose: 'ours',
    message: ({ path, layers }) => `Expected one layer to write ${path}, found two: ${layers}.`,
    remedy: () => 'Please report this.',
  },
  RAMPART_UNKNOWN_OPTION: {
    exit: exits.badInput,
    whose: 'yours',
    message: ({ name, command, hint }) => `Expected an option of "rampart ${command}", got "${name}".${hint}`,
    remedy: ({ command }) => `Run: rampart ${command} --help`,
  },
  RAMPART_UNEXPECTED_ARGUMENT: {
    exit: exits.badInput,
    whose: 'yours',
    message: ({ command, expected, found }) =>
      `Expected ${expected} after "rampart ${command}", got ${found}.`,
    remedy: ({ command }) => `Run: rampart ${command} --help`,
  },
  RAMPART_BAD_VALUE: {
    exit: exits.badInput,
    whose: 'yours',
    message: ({ option, expected, found }) => `Expected ${option} to be ${expected}, got "${found}".`,
    remedy: ({ option, near }) =>
      near === undefined ? `Give ${option} another value.` : `Did you mean "${near}"?`,
  },
  RAMPART_MISSING_ANSWERS: {
    exit: exits.badInput,
    whose: 'yours',
    message: ({ list }) =>
      `Expected every answer on the command line, since there is no terminal to ask in. Missing:\n${list}`,
    remedy: ({ remedy }) => remedy ?? 'Give the missing flags, or --yes for the defaults, or --answers FILE.',
  },
  RAMPART_ANSWERS_FILE: {
    exit: exits.badInput,
    whose: 'yours',
    message: ({ file, problem }) =>
      `Expected answers as "rampart schema" describes them in ${file}, got: ${problem}`,
    remedy: () => 'Run: rampart schema',
  },
  RAMPART_FOLDER_NOT_EMPTY: {
    exit: exits.refused,
    whose: 'yours',
    message: ({ root, entries }) => `Expected no files of a service in ${root}, found: ${entries}`,
    remedy: ({ service }) =>
      service === undefined
        ? 'Move these away and run the same command again, or choose another folder: rampart new my-service'
        : 'Run "rampart add" there to harden that service, or choose another folder: rampart new my-service',
  },
  RAMPART_CONFLICTS: {
    exit: exits.refused,
    whose: 'yours',
    message: ({ count, list }) =>
      `Expected to be able to write every file; ${count} in the way, nothing was written:\n${list}`,
    remedy: () => 'Move or fix the files listed, then run the same command again.',
  },
  RAMPART_DIRTY: {
    exit: exits.refused,
    whose: 'yours',
    message: ({ list }) => `Expected no uncommitted changes in the files to be edited, found some:\n${list}`,
    remedy: () => 'Commit or stash them, or add --allow-dirty.',
  },
  RAMPART_DIRTY_UNKNOWN: {
    exit: exits.refused,
    whose: 'yours',
    message: ({ problem }) =>
      `Expected git to say whether the files to be edited have uncommitted changes; it could not: ${problem}`,
    remedy: () => 'Fix that, or make sure that nothing is lost (git status) and add --allow-dirty.',
  },
  RAMPART_BUSY: {
    exit: exits.refused,
    whose: 'the machine',
    message: ({ root, pid }) =>
      `Expected no other run in ${root}, found rampart running there (process ${pid}).`,
    remedy: () => 'Wait until it has ended, then run the same command again.',
  },
  RAMPART_JOURNAL_UNREADABLE: {
    exit: exits.refused,
    whose: 'the machine',
    message: ({ path, problem }) => `Expected a journal that rampart wrote in ${path}, found: ${problem}`,
    remedy: ({ path }) => `Check what changed (git status), then delete ${path}.`,
  },
  RAMPART_WRITE_FAILED: {
    exit: exits.failed,
    whose: 'the machine',
    message: ({ problem, state }) => `Expected to write every file; the system said: ${problem}. ${state}`,
    remedy: () => 'Fix that (space, permissions), then run the same command again.',
  },
  RAMPART_UNDO_BREAKS: {
    exit: exits.manual,
    whose: 'yours',
    message: ({ list }) =>
      `Expected no code that needs what would be removed, found some; nothing was changed:\n${list}`,
    remedy: () => 'Remove these lines by hand, then run again: rampart undo',
  },
  RAMPART_UNDO_PARTIAL: {
    exit: exits.manual,
    whose: 'yours',
    message: ({ list }) => `Undone, except files that changed since and stay as they are:\n${list}`,
    remedy: () => 'Check each file listed; "git diff" shows your changes if git has the file.',
  },
  RAMPART_TOOL_MISSING: {
    exit: exits.failed,
    whose: 'the machine',
    message: ({ tool, problem }) => `Expected ${tool} to be installed, nothing was written: ${problem}`,
    remedy: ({ without }) => `Install it, or add ${without}.`,
  },
  RAMPART_INSTALL_FAILED: {
    exit: exits.manual,
    whose: 'the machine',
    message: ({ command, problem }) =>
      `The files were written. Expected "${command}" to succeed there, got:\n${problem}`,
    remedy: ({ root = '', command }) => `Run: cd ${quoted(root)} && ${command}`,
  },
  RAMPART_GIT_FAILED: {
    exit: exits.manual,
    whose: 'the machine',
    message: ({ problem }) =>
      `The files were written. Expected "git init" to succeed there, got:\n${problem}`,
    remedy: ({ root = '' }) => `Run: cd ${quoted(root)} && git init`,
  },
  RAMPART_CANCELLED: {
    exit: exits.cancelled,
    whose: 'yours',
    message: ({ state }) => `Cancelled. ${state}`,
    remedy: () => 'Run the same command again when you are ready.',
  },
  RAMPART_BAD_FOLDER: {
    exit: exits.badInput,
    whose: 'yours',
    message: ({ root, found }) => `Expected a folder with the files of a service at ${root}; ${found}.`,
    remedy: () => 'Name the folder of the service, or make it readable (owner, permissions).',
  },
  RAMPART_SYSTEM_REFUSED: {
    exit: exits.failed,
    whose: 'the machine',
    message: ({ call, path, problem }) => `Expected the system to ${call} ${path}; it said: ${problem}.`,
    remedy: () => 'Fix that (owner, permissions, space), then run the same command again.',
  },
  RAMPART_BAD_KEY: {
    exit: exits.badInput,
    whose: 'yours',
    message: ({ file, problem }) =>
      `Expected an ed25519 key outside the repository in ${file}, found that ${problem}.`,
    remedy: () => 'Make one: ssh-keygen -t ed25519 -N "" -f rampart-key; its .pub is what others trust.',
  },
  RAMPART_BAD_EVIDENCE: {
    exit: exits.badInput,
    whose: 'yours',
    message: ({ file, problem }) => `Expected signed evidence in ${file}, found that ${problem}.`,
    remedy: () => 'Make it: rampart verify --evidence-out FILE --sign-key KEY',
  },
  RAMPART_NO_PACKAGE_JSON: {
    exit: exits.badInput,
    whose: 'yours',
    message: ({ root, found }) => `Expected a package.json that is a JSON object in ${root}, found ${found}.`,
    remedy: () =>
      'Go to the folder with the package.json of the service. To make a service: rampart new my-service',
  },
  RAMPART_BAD_MANIFEST: {
    exit: exits.failed,
    whose: 'yours',
    message: ({ path, found }) => `Expected a file that rampart wrote in ${path}, found ${found}.`,
    remedy: ({ path }) => `Restore ${path} from your history.`,
  },
  RAMPART_BAD_PROBES: {
    exit: exits.badInput,
    whose: 'yours',
    message: ({ file, problem }) => `Expected good requests and logins in ${file}, got: ${problem}.`,
    remedy: ({ file }) => `Correct that place: the README of rampart shows the form of ${file}.`,
  },
  RAMPART_TOO_OLD: {
    exit: exits.failed,
    whose: 'yours',
    message: ({ path, writer }) => `Expected a rampart that knows the format of ${path}; ${writer} wrote it.`,
    remedy: () => 'Update rampart to that version or a newer one, then run the same command again.',
  },
  RAMPART_TOO_LONG: {
    exit: exits.failed,
    whose: 'yours',
    message: ({ root, seconds }) =>
      `Expected to read the service in ${root} within ${seconds} s; nothing was written.`,
    remedy: () => 'Run it in a folder with the service only, without generated or foreign code.',
  },
  RAMPART_OUTPUT_LOST: {
    exit: exits.failed,
    whose: 'the machine',
    message: ({ problem }) => `Expected to print the result of the run; the system said: ${problem}.`,
    remedy: () => 'Free space where the output goes, or send it elsewhere, then check again: rampart verify',
  },
  RAMPART_BUG: {
    exit: exits.failed,
    whose: 'ours',
    message: ({ problem }) => `Unexpected error: ${problem}`,
    remedy: () => 'Please report this with the output of the same command and --debug.',
  },
  RAMPART_MANUAL_STEP: {
    exit: exits.manual,
    whose: 'yours',
    message: ({ text }) => `Expected code whose edit can be proven correct; nothing was written.\n\n${text}`,
    remedy: () => 'Do the step above by hand, then run: rampart add',
  },
  RAMPART_FILE_IN_THE_WAY: {
    exit: exits.refused,
    whose: 'yours',
    message: ({ text }) => `Expected free paths for the files of the pieces; nothing was written.\n\n${text}`,
    remedy: () => 'Move the files in the way, then run the same command again.',
  },
} as const satisfies Record<string, ErrorKind>;
