import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Framework } from '../../src/define/framework.js';
import type { PieceId } from '../../src/define/words.js';
import { code, middleware, root } from '../../src/define/code.js';
import { definePiece, type Piece } from '../../src/define/piece.js';
import { composeNew } from '../../src/plan/compose-service.js';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import { piecesOf } from '../../src/plan/select.js';
import { openRepo } from '../../src/repo/repo.js';
import { verify } from '../../src/verify/verify.js';
import { frameworks } from '../../generators/frameworks/index.js';
import { lay } from '../support/lay.js';
import { shared, turnOf } from './support/sample.js';
import { cache, install, run } from './support/service.js';

/**
 * Law 4: in new(all) every control passes; take any one piece away, and exactly its controls are lost: none
 * of them passes, and no other fails. Continuous integration takes each piece away on one framework. "Lost"
 * may be inconclusive: without a CORS policy no origin may read, and there is nothing to prove. Pieces that
 * need the one taken away go with it, and so do their controls. The foundation cannot be taken away: its
 * controls have mutants.
 */
const catalogue = loadCatalogue();

/** In continuous integration one quarter of the pieces is taken away, another one with another commit. */
const quarter = turnOf(4) * frameworks.length;

describe.each(frameworks)('law 4 on $id', (framework) => {
  const all = piecesOf('full', framework, catalogue);
  const removable = all.filter(
    (id) => !framework.foundation.includes(id) && !neededByFoundation(id, framework),
  );

  beforeAll(() => {
    rmSync(join(cache, 'law-4'), { recursive: true, force: true });
  });

  it('new(all): every control passes', async () => {
    const { failing, open } = await outcomes(framework, all);
    expect(failing).toEqual([]);
    expect(open).toEqual([]);
  });

  it.runIf(framework.id === 'express')('new(all) finds a piece that undoes what others set', async () => {
    const { failing } = await outcomes(framework, [...all, ...careless.map(({ id }) => id)], {
      ...catalogue,
      pieces: [...catalogue.pieces, ...careless],
    });
    expect(failing).toEqual(['http-timeouts', 'security-headers']);
  });

  it.each(shared(removable, { run: frameworks.indexOf(framework) + quarter, runs: 4 * frameworks.length }))(
    'without %s exactly its controls are lost',
    async (id) => {
      const gone = dependents(id);
      const expected = catalogue.pieces
        .filter((piece) => gone.has(piece.id))
        .flatMap((piece) => piece.controls)
        .sort();
      const { failing, open } = await outcomes(
        framework,
        all.filter((piece) => !gone.has(piece)),
      );
      expect([...failing, ...open].filter((control) => expected.includes(control)).sort()).toEqual(expected);
      expect(failing.filter((control) => !expected.includes(control))).toEqual([]);
    },
  );
});

const plain = {
  title: 'Careless',
  why: 'Undoes what others set',
  preset: 'full',
  options: {},
  controls: [],
} as const;

/** Pieces that nobody should write: one takes a header away, the other gives slow clients all the time they want. */
const careless = [
  definePiece({
    ...plain,
    id: 'no-headers',
    phase: 'limits',
    fits: {
      any: {
        packages: [],
        compose: () =>
          middleware(
            code`(_request, response, next) => { response.removeHeader('X-Content-Type-Options'); next(); }`,
          ),
      },
    },
  }),
  definePiece({
    ...plain,
    id: 'no-timeouts',
    phase: 'server',
    fits: {
      any: {
        packages: [],
        compose: () => code`Object.assign(${root.server}, { headersTimeout: 0, requestTimeout: 0 });`,
      },
    },
  }),
];

async function outcomes(
  framework: Framework,
  pieces: readonly PieceId[],
  from = catalogue,
): Promise<{ failing: readonly string[]; open: readonly string[] }> {
  const folder = join(cache, 'law-4', `${framework.id}-${String(pieces.length)}-${String(Date.now())}`);
  const files = composeNew({
    answers: {
      name: 'law-4',
      framework: framework.id,
      options: {},
      target: catalogue.targets[0]?.id ?? '',
      preset: 'full',
      pieces,
      packageManager: 'npm',
      node: '26',
    },
    catalogue: from,
    secret: () => 'dev_f3Kp9xQz7LmV2tRw8YbN4cHs6JdG1uAe5oXi0qZk',
  });
  lay(folder, files);
  run('git', ['init', '--quiet'], folder);
  install(folder);
  run('npm', ['run', 'build'], folder);
  const { verdicts } = await verify({
    repo: openRepo(folder),
    boot: 'boot',
    url: undefined,
    reach: 'reads',
    environment: 'development',
    only: [],
    routes: [],
    earlier: [],
    build: 'never',
    now: () => new Date(),
    tell: () => undefined,
  });
  const withOutcome = (...wanted: readonly string[]): readonly string[] =>
    verdicts
      .filter(({ outcome }) => wanted.includes(outcome))
      .map(({ control }) => control.id)
      .sort();
  return {
    failing: withOutcome('fail'),
    open: withOutcome('inconclusive', 'error', 'not-assessed', 'stale'),
  };
}

/** The piece and all that need it, directly or through others. */
function dependents(id: PieceId): ReadonlySet<PieceId> {
  const gone = new Set([id]);
  const needsGone = ({ id: other, needs }: Piece): boolean =>
    !gone.has(other) && (needs ?? []).some((need) => gone.has(need));
  for (let next = catalogue.pieces.find(needsGone); next; next = catalogue.pieces.find(needsGone))
    gone.add(next.id);
  return gone;
}

const neededByFoundation = (id: PieceId, framework: Framework): boolean =>
  framework.foundation.some((piece) => dependents(id).has(piece));
