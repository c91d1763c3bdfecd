import { join } from 'node:path';
import { execa } from 'execa';
import { say, type Io } from '../commands/io.js';
import { generatorOf, type Generator } from '../commands/pipeline.js';
import { progress } from '../commands/progress.js';
import { readUtf8 } from '../read-file.js';
import type { Catalogue } from '../plan/catalogue.js';
import type { Change, Plan } from '../plan/plan.js';
import { addToList } from './add-to-list.js';
import { namesFor, pieceFiles, type PieceAnswers } from './piece-files.js';

/**
 * The generator for contributors: a mounted piece with its control, probe and mutants, made by the same
 * pipeline as users' files.
 */
export const pieceGenerator = ({
  io,
  catalogue,
}: {
  readonly io: Io;
  readonly catalogue: Catalogue;
}): Generator =>
  generatorOf<PieceAnswers>('A new piece of the house, with its control, probe, mutants and tests', {
    io,
    mode: 'commit',
    steps: {
      ask: questions(io, catalogue),
      compose: (answers) => planPiece({ root: io.cwd, answers: checked(answers, catalogue) }),
      prepare: async () => undefined,
      finish: async ({ id }, { plan }) => {
        await drawAnew(io, plan?.changes.map(({ path }) => path) ?? []);
        const { control, probe } = namesFor(id);
        say(
          io,
          `The piece ${id} is mounted, and ${control} proves it. Next: npm test. Then make it do what it is for:`,
        );
        say(
          io,
          `  templates/pieces/${id}/, src/controls/${control}.ts, ` +
            `src/verify/probes/${probe}.ts, test/mutants/${control}/`,
        );
        say(
          io,
          'What a terminal shows names it too. Draw that anew, with tmux, and read it: npm run captures',
        );
      },
    },
  });

const usage = 'npx plop piece <id> "<title>" "<why, in one sentence>"';

/** Words after `npx plop piece` answer them in this order. Without a terminal nothing is asked. */
function questions(io: Io, catalogue: Catalogue): readonly object[] {
  const when = io.talksTo(0) === 'terminal';
  return [
    ['id', 'Id (also the names of its folder and test)'],
    ['title', 'Title'],
    ['why', 'Why, in one sentence'],
  ].map(([name = '', message]) => ({
    type: 'input',
    name,
    message,
    when,
    validate: (text: string) => faultIn(name, text, catalogue) ?? true,
  }));
}

function faultIn(name: string, text: string | undefined, { pieces }: Catalogue): string | undefined {
  if (text === undefined || text.trim() === '') return `Expected ${name}: ${usage}`;
  if (/[\r\n]/.test(text)) return `Expected one line as ${name}.`;
  if (name !== 'id') return undefined;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text)) return 'Expected lower-case words with hyphens as id.';
  return pieces.some(({ id }) => id === text) ? `Expected a new id; ${text} is taken.` : undefined;
}

function checked(answers: Partial<PieceAnswers>, catalogue: Catalogue): PieceAnswers {
  const { id = '', title = '', why = '' } = answers;
  const faults = Object.entries({ id, title, why }).flatMap(
    ([name, text]) => faultIn(name, text, catalogue) ?? [],
  );
  if (faults.length > 0) throw new Error(faults.join(' '));
  return { id, title, why: why.replace(/\.$/, '') }; // controls and sections end with a full stop, pieces do not
}

/** The new files, and one line in each list that names them. */
export function planPiece({
  root,
  answers,
}: {
  readonly root: string;
  readonly answers: PieceAnswers;
}): Plan {
  const names = namesFor(answers.id);
  const added = (path: string, list: string, entry: string, from: string): Change => {
    const before = readUtf8(join(root, path), 1_000_000);
    if (typeof before !== 'string') throw new Error(`${path}: ${before.because}`);
    return {
      path,
      kind: 'update',
      before,
      after: addToList({ path, text: before, list, entry, from }),
      owner: 'wired',
    };
  };
  const { piece, controls, probeName, control, probe } = names;
  return {
    root,
    command: 'add',
    notes: [],
    changes: [
      ...Object.entries(pieceFiles(answers, names)).map(([path, after]): Change => ({
        path,
        kind: 'create',
        after,
        owner: 'owned',
      })),
      added('generators/pieces/index.ts', 'pieces', piece, `import { ${piece} } from './${answers.id}.js';`),
      added(
        'src/controls/index.ts',
        'controls',
        `...${controls}`,
        `import { ${controls} } from './${control}.js';`,
      ),
      added(
        'src/verify/probes/index.ts',
        'probes',
        probeName,
        `import { ${probeName} } from './${probe}.js';`,
      ),
    ],
  };
}

/** Formats the written files, and generates what depends on the lists: tables of the documents, golden files. */
async function drawAnew(io: Io, written: readonly string[]): Promise<void> {
  const { cwd } = io;
  const golden = ['vitest', 'run', '-c', '.config/vitest.config.ts', 'test/golden.test.ts', '-u'];
  for (const [what, args] of [
    ['formatting', ['prettier', '--write', ...written]],
    ['npm run readme', ['npm', 'run', 'readme']],
    ['golden files', golden],
  ] as const) {
    const step = progress(io, what);
    const [command, ...rest] = args[0] === 'npm' ? args : ['npx', '--no-install', ...args];
    const { exitCode, all } = await execa(command, rest, { cwd, all: true, reject: false, stdin: 'ignore' });
    step.end(exitCode === 0 ? 'done' : 'failed');
    if (exitCode !== 0) throw new Error(`${what} failed:\n${all}`);
  }
}
