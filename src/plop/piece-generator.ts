import { join } from 'node:path';
import type inquirerModule from 'inquirer';
import MagicString from 'magic-string';
import { parseSync } from 'oxc-parser';
import { phases } from '../define/words.js';
import { say, type Io } from '../commands/io.js';
import { generatorOf, type Generator } from '../commands/pipeline.js';
import { readUtf8 } from '../read-file.js';
import type { Catalogue } from '../plan/catalogue.js';
import type { Change, Plan } from '../plan/plan.js';

/** What a new piece is begun with. */
export interface PieceAnswers {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly phase: string;
}

/**
 * The contributor's generator: definition, list line, template folder and test of a new piece, by the
 * pipeline that users' files go through.
 */
export const pieceGenerator = ({
  io,
  catalogue,
}: {
  readonly io: Io;
  readonly catalogue: Catalogue;
}): Generator =>
  generatorOf<PieceAnswers>('A new piece of the house: definition, list line, template, test', {
    io,
    mode: 'commit',
    steps: {
      ask: (inquirer) => askPiece(inquirer as Inquirer, catalogue),
      compose: (answers) =>
        planPiece({ root: io.cwd, answers, frameworks: catalogue.frameworks.map(({ id }) => id) }),
      prepare: async () => undefined,
      finish: async ({ id }) =>
        say(
          io,
          `Next: fill in generators/pieces/${id}.ts, name the controls that it promises, then: npm test`,
        ),
    },
  });

type Inquirer = Pick<typeof inquirerModule, 'prompt'>;

async function askPiece(inquirer: Inquirer, catalogue: Catalogue): Promise<PieceAnswers> {
  const known = new Set(catalogue.pieces.map((piece) => piece.id));
  return inquirer.prompt([
    {
      type: 'input',
      name: 'id',
      message: 'Id (also the names of its folder and test)',
      validate: (id: string) =>
        !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)
          ? 'Expected lower-case words with hyphens.'
          : known.has(id)
            ? 'Expected a new id; this one is taken.'
            : true,
    },
    { type: 'input', name: 'title', message: 'Title', required: true },
    { type: 'input', name: 'why', message: 'Why, in one sentence', required: true },
    { type: 'select', name: 'phase', message: 'Its place in the request path', choices: [...phases] },
  ]) as Promise<PieceAnswers>;
}

const listPath = 'generators/pieces/index.ts';

/** Four places, as for every piece: its definition, one list line, its template folder, its test. */
export function planPiece({
  root,
  answers,
  frameworks,
}: {
  readonly root: string;
  readonly answers: PieceAnswers;
  readonly frameworks: readonly string[];
}): Plan {
  const { id } = answers;
  const before = readUtf8(join(root, listPath), 1_000_000);
  if (typeof before !== 'string') throw new Error(`${listPath}: ${before.because}`);
  const create = (path: string, after: string): Change => ({ path, kind: 'create', after, owner: 'owned' });
  return {
    root,
    command: 'add',
    notes: [],
    changes: [
      create(`generators/pieces/${id}.ts`, definition(answers, frameworks)),
      { path: listPath, kind: 'update', before, after: listed(before, id), owner: 'wired' },
      create(`templates/pieces/${id}/any/src/security/${id}.ts`, template(answers)),
      create(`test/pieces/${id}.test.ts`, test(id)),
    ],
  };
}

const nameOf = (id: string): string =>
  id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const literal = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const keyOf = (text: string): string => (/^\w+$/.test(text) ? text : literal(text));

const definition = (
  { id, title, why, phase }: PieceAnswers,
  frameworks: readonly string[],
): string => `import { definePiece } from '../../src/define/piece.js';

export const ${nameOf(id)} = definePiece({
  id: ${literal(id)},
  title: ${literal(title)},
  why: ${literal(why)},
  phase: ${literal(phase)},
  preset: 'full',
  options: {},
  fits: { ${frameworks.map((framework) => `${keyOf(framework)}: { packages: [] }`).join(', ')} },
  controls: [],
});
`;

const template = ({ title, why }: PieceAnswers): string => `/** ${title}: ${why} */
export {};
`;

const test = (id: string): string => `import { expect, it } from 'vitest';
import { loadCatalogue } from '../../generators/load-catalogue.js';

const piece = loadCatalogue().pieces.find((entry) => entry.id === ${literal(id)});

it('promises at least one control', () => {
  expect(piece?.controls).not.toEqual([]);
});
`;

/** The list with one import and one line more: found by syntax tree, inserted as text. */
export function listed(text: string, id: string): string {
  const { program, errors } = parseSync(listPath, text);
  const imports = program.body.filter((node) => node.type === 'ImportDeclaration');
  const arrays = program.body.flatMap((node) =>
    node.type === 'ExportNamedDeclaration' && node.declaration?.type === 'VariableDeclaration'
      ? node.declaration.declarations
          .map(({ init }) => init)
          .filter((init) => init?.type === 'ArrayExpression')
      : [],
  );
  const [array] = arrays;
  const last = array?.elements.at(-1);
  if (errors.length > 0 || array === undefined || !last || arrays.length !== 1 || imports.length === 0)
    throw new Error(`Expected ${listPath} to be imports and one exported list.`);
  return new MagicString(text)
    .appendLeft(imports.at(-1)?.end ?? 0, `\nimport { ${nameOf(id)} } from './${id}.js';`)
    .appendLeft(last.end, `,\n  ${nameOf(id)}`)
    .toString();
}
