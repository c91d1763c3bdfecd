export interface PieceAnswers {
  readonly id: string;
  readonly title: string;
  readonly why: string;
}

export type PieceNames = ReturnType<typeof namesFor>;

/** The names of a piece and its parts: 'audit-log' -> auditLog, audit-log-sent, sends-audit-log, ... */
export function namesFor(id: string) {
  const piece = id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const capital = piece.replace(/^./, (letter) => letter.toUpperCase());
  return {
    piece,
    control: `${id}-sent`,
    controls: `${piece}Controls`,
    probe: `sends-${id}`,
    probeName: `sends${capital}`,
    mount: `send${capital}`,
    header: `x-${id}`,
  };
}

/**
 * The files of a piece that works from the start: it sends a header with every answer on every framework, and
 * a probe checks it.
 */
export const pieceFiles = (answers: PieceAnswers, names: PieceNames): Readonly<Record<string, string>> => ({
  [`generators/pieces/${answers.id}.ts`]: definition(answers, names),
  [`templates/pieces/${answers.id}/any/src/security/${answers.id}.ts`]: template(answers, names),
  [`templates/pieces/${answers.id}/any/test/${answers.id}.test.ts`]: emittedTest(names),
  [`templates/pieces/${answers.id}/section.md`]: section(answers, names),
  [`test/pieces/${answers.id}.test.ts`]: pieceTest(answers, names),
  [`src/controls/${names.control}.ts`]: control(answers, names),
  [`src/verify/probes/${names.probe}.ts`]: probe(names),
  [`test/verify/transcripts/${names.probe}.ts`]: transcripts,
  [`test/mutants/${names.control}/mutants.ts`]: mutants(answers, names),
});

const literal = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const definition = ({ id, title, why }: PieceAnswers, { piece, mount, control: of }: PieceNames): string =>
  `import { code, from, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

export const ${piece} = definePiece({
  id: ${literal(id)},
  title: ${literal(title)},
  why: ${literal(why)},
  phase: 'server',
  preset: 'minimal',
  options: {},
  fits: {
    any: { packages: [], compose: () => code\`\${from('./${id}.js', '${mount}')}(\${root.server});\` },
  },
  controls: [${literal(of)}],
});
`;

const template = ({ title }: PieceAnswers, { mount, header }: PieceNames): string =>
  `import type { Server } from 'node:http';

/** ${title}: every answer says so. */
export function ${mount}(server: Server): void {
  server.prependListener('request', (_request, response) => {
    response.setHeader('${header}', 'on');
  });
}
`;

const emittedTest = ({ header }: PieceNames): string =>
  `import { expect, it } from 'vitest';
import { startService } from './service.js';

it.each(['GET /notes', 'GET /unknown'])('${header} comes with the answer to %s', async (line) => {
  const { send } = await startService();
  expect((await send(line)).headers['${header}']).toBe('on');
});
`;

const section = ({ id, title, why }: PieceAnswers, { control: of, header }: PieceNames): string =>
  `## ${title}: \`${of}\`

- **Why:** ${why}.
- **Files:** \`src/security/${id}.ts\`.
- **Configuration:** none.
- **Probe:** send a GET: \`${header}: on\`.
`;

const pieceTest = ({ id }: PieceAnswers, { mount }: PieceNames): string =>
  `import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('${id}');

it('brings its files', () => {
  expect(emitted.paths).toEqual(expect.arrayContaining(['src/security/${id}.ts', 'test/${id}.test.ts']));
});

it('joins the composition root once', () => {
  expect(emitted.root.split('${mount}(server);')).toHaveLength(2);
});
`;

const control = (
  { title, why }: PieceAnswers,
  { control: of, controls, probe: by, header }: PieceNames,
): string =>
  `import { always, defineControl } from '../define/control.js';
import { ages, observed } from './levels.js';

/** ${title}. */
export const ${controls} = [
  defineControl({
    id: '${of}',
    section: 'operations',
    severity: 'medium',
    claim: 'The answer that was looked at has ${header}.',
    why: ${literal(`${why}.`)},
    remedy: 'send ${header} with every answer',
    applies: always,
    requires: observed,
    maxAgeDays: ages.seen,
    maps: {},
    probes: ['${by}'],
  }),
];
`;

const probe = ({ probe: id, probeName, header }: PieceNames): string =>
  `import { fail, inconclusive, onServer, pass } from '../probe.js';
import { footingOf } from '../probing/footing.js';

interface Transcript {
  readonly unsure: string;
  readonly value: string;
}

export const ${probeName} = onServer<Transcript>({
  id: '${id}',
  question: 'Does an answer carry ${header}?',
  how: 'Sends one GET that the service answers 2xx. An answer without ${header}: on fails.',
  safety: 'passive',
  exercise: async (server) => {
    const client = server.client();
    const footing = await footingOf(server, client);
    if (!('ok' in footing)) return { unsure: footing.unsure, value: '' };
    const { headers } = await client.request({ path: footing.ok });
    return { unsure: '', value: headers['${header}'] ?? '' };
  },
  read: ({ unsure, value }) => {
    if (unsure !== '') return [inconclusive(unsure)];
    return [value === 'on' ? pass('it is on') : fail('${header} is not on', value || 'not there')];
  },
});
`;

const transcripts = `import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['on', { unsure: '', value: 'on' }, 'pass'],
  ['not there', { unsure: '', value: '' }, 'fail'],
  ['nothing answers', { unsure: 'nothing answered', value: '' }, 'inconclusive'],
];
`;

const mutants = ({ id }: PieceAnswers, { header }: PieceNames): string =>
  `import { mutant, swap, unmount, type Mutants } from '../support/mutant.js';

export const mutants: Mutants = [
  mutant('it is not mounted', unmount('${id}')),
  mutant('it says off', swap('src/security/${id}.ts', "'${header}', 'on'", "'${header}', 'off'")),
];
`;
