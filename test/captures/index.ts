import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brokenWords } from './broken-words.js';
import { capture, type Screen, type Typed } from './capture.js';

/**
 * `npm run captures`: the conversation of `new` and the report of `verify`, as a terminal shows them, into
 * docs/captures. It takes tmux, which is the terminal. A word that a terminal of this width breaks ends the
 * run with 1.
 */
const root = join(import.meta.dirname, '../..');
const out = join(root, 'docs/captures');
const work = mkdtempSync(join(realpathSync(tmpdir()), 'captures-'));

const screens: readonly (Screen & { readonly name: string })[] = [
  { name: '80x24', columns: 80, rows: 24, env: {} },
  { name: '40-columns', columns: 40, rows: 24, env: {} },
  { name: 'dumb', columns: 80, rows: 24, env: { TERM: 'dumb' } },
  { name: 'no-color', columns: 80, rows: 24, env: { NO_COLOR: '1' } },
];

/** Shows what is drawn at each question before it answers; takes the second framework, and leaves one piece out. */
const drawn: readonly Typed[] = [
  { cue: '? Name', keys: ['shop', 'Enter'] },
  { cue: '? Framework', keys: ['Down', 'Enter'] },
  { cue: '? Where it runs', keys: ['Escape'] },
  { cue: '? Framework', keys: ['Enter'] },
  { cue: '? Where it runs', keys: ['Enter'] },
  { cue: '? Preset', keys: ['Enter'] },
  { cue: '? Pieces', keys: ['Space', 'Enter'] },
  { cue: '? Package manager', keys: ['Enter'] },
  { cue: '? Node line', keys: ['Enter'] },
  { cue: '? Write it?', keys: ['Enter'] },
];
const typed: readonly Typed[] = [
  { cue: '? Name', keys: ['shop', 'Enter'] },
  { cue: '? Framework', keys: ['2', 'Enter'] },
  { cue: '? Where it runs', keys: ['<', 'Enter'] },
  { cue: '? Framework', keys: ['Enter'] },
  { cue: '? Where it runs', keys: ['Enter'] },
  { cue: '? Preset', keys: ['Enter'] },
  { cue: 'Type numbers to switch', keys: ['1', 'Enter'] },
  { cue: 'Type numbers to switch', keys: ['Enter'] },
  { cue: '? Package manager', keys: ['Enter'] },
  { cue: '? Node line', keys: ['Enter'] },
  { cue: '? Write it?', keys: ['Enter'] },
];

try {
  const cli = installed();
  rmSync(out, { recursive: true, force: true });
  let [broken, folders] = [0, 0];
  for (const { name, ...screen } of screens) {
    const answers = screen.env['TERM'] === 'dumb' ? typed : drawn;
    const folder = (): string => join(work, String((folders += 1)));
    const talk = (size: Screen): readonly string[] =>
      capture({
        screen: size,
        cwd: emptyFolder(folder()),
        args: [cli, 'new', '--no-install', '--no-git'],
        typed: answers,
      });
    const look = (size: Screen): readonly string[] =>
      capture({ screen: size, cwd: oldRepo(folder()), args: [cli, 'verify'], typed: [] });
    const wide = { ...screen, columns: 400, rows: 100 };
    for (const [what, run] of [
      ['conversation', talk],
      ['report', look],
    ] as const) {
      const shots = run(screen);
      const words = brokenWords(shots.join('\n'), run(wide).join('\n'), screen.columns);
      for (const word of words) process.stderr.write(`${name}, ${what}: broken: ${word}\n`);
      broken += words.length;
      mkdirSync(join(out, name), { recursive: true });
      writeFileSync(join(out, name, `${what}.txt`), page(what, shots));
    }
  }
  process.stdout.write(`${readdirSync(out).length} terminals captured, ${broken} words broken\n`);
  process.exitCode = broken === 0 ? 0 : 1;
} finally {
  rmSync(work, { recursive: true });
}

/** Each screen under a line that says what was pressed before it. */
function page(what: string, shots: readonly string[]): string {
  const command = what === 'report' ? 'npx rampart verify' : 'npx rampart new --no-install --no-git';
  const placed = shots.map((shot) => shot.replaceAll(/\/\S*captures-\w+\/\d+/g, '/home/you'));
  return `$ ${command}\n\n${placed.join('\n\n')}\n`;
}

/** As it is installed in a project, so that it calls itself as it does there. */
function installed(): string {
  const modules = join(work, 'project/node_modules');
  mkdirSync(join(modules, 'rampart'), { recursive: true });
  for (const path of ['dist', 'package.json'])
    cpSync(join(root, path), join(modules, 'rampart', path), { recursive: true });
  symlinkSync(join(root, 'node_modules/oxc-parser'), join(modules, 'oxc-parser'));
  return join(modules, 'rampart/dist/rampart.cjs');
}

function emptyFolder(path: string): string {
  mkdirSync(path, { recursive: true });
  return path;
}

function oldRepo(path: string): string {
  cpSync(join(root, 'test/repos/e5-js-cjs-one-file/input'), path, { recursive: true });
  return path;
}
