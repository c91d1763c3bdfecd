import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import { code, from } from '../../src/define/code.js';
import { definePiece, type Fit, type Piece } from '../../src/define/piece.js';
import { closersOf, type Offer } from '../../src/plan/closers.js';
import { composeNew } from '../../src/plan/compose-service.js';
import { detectRepo } from '../../src/repo/detect.js';
import { carryOut, packageJson, pathsIn, planned, smallRepos, textIn } from './small-repo.js';

const loaded = loadCatalogue();
const open = 'an-open-control';
/** A piece that promises the open control, and whose statement calls a function of its file. */
function piece(id: string, more: Partial<Piece> = {}, fit: Partial<Fit> = {}, adapter = 'any'): Piece {
  const compose = () => code`${from(`./${id}.js`, 'mounted')}(app);`;
  return definePiece({
    id,
    title: id,
    why: id,
    phase: 'headers',
    preset: 'full',
    options: {},
    fits: { [adapter]: { packages: [], compose, ...fit } },
    controls: [open],
    ...more,
  });
}
const library = (id: string): Piece => piece(id, { fits: { any: { packages: [] } } });
const catalogueOf = (pieces: readonly Piece[]) => ({
  ...loaded,
  pieces: [...loaded.pieces, ...pieces],
  layers: {
    ...loaded.layers,
    ...Object.fromEntries(
      pieces.map(({ id }) => [
        `pieces/${id}/any`,
        [
          {
            path: `src/security/${id}.ts`,
            text: 'export const mounted = (_: unknown): void => undefined;\n',
          },
        ],
      ]),
    ),
  },
});

const repo = smallRepos();
const foreign = (...lines: readonly string[]): string =>
  repo({
    'package.json': packageJson({ express: '^5.0.0' }),
    'app.js': `${["const app = require('express')();", ...lines, 'app.listen(3000);'].join('\n')}\n`,
  });
const helmet = "app.use(require('helmet')());";
const handler = 'app.use((err, req, res, next) => res.end());';

type Offers = ReadonlyMap<string, Offer>;
const offersIn = (root: string, pieces: readonly Piece[], control = open): Offers | undefined =>
  closersOf({ repo: detectRepo(root), catalogue: catalogueOf(pieces), open: [control] }).get(control);
/** What is offered, as 'piece: by itself'. */
const offered = (root: string, ...pieces: readonly Piece[]): readonly string[] =>
  [...(offersIn(root, pieces) ?? [])].map(([id, { acts }]) => `${id}: ${acts}`);

describe('what a repo is offered for an open control', () => {
  it('is each piece that promises it, with its plan', () => {
    const root = foreign();
    const offers = offersIn(root, [piece('a'), piece('b'), piece('c', { controls: ['another'] })]);
    expect([...(offers ?? new Map<string, Offer>()).keys()]).toEqual(['a', 'b']);
    const plan = offers?.get('a')?.plan;
    expect(plan?.root).toBe(root);
    expect(plan && pathsIn(plan)).toContain('security/a.js');
    expect(plan && pathsIn(plan)).not.toContain('security/b.js');
  });

  it('is nothing where no piece promises it, and then it is not named', () => {
    const found = closersOf({
      repo: detectRepo(foreign()),
      catalogue: catalogueOf([piece('a')]),
      open: ['a-control-of-nobody', open],
    });
    expect([...found.keys()]).toEqual([open]);
  });

  it('is one plan for all controls that a piece promises', () => {
    const controls = [open, 'another'];
    const catalogue = catalogueOf([piece('a', { controls })]);
    const found = closersOf({ repo: detectRepo(foreign()), catalogue, open: controls });
    expect([...found.keys()]).toEqual(controls);
    expect(found.get('another')?.get('a')).toBe(found.get(open)?.get('a'));
  });

  it('is also a piece that this control needs on this framework', () => {
    const closes = (adapter: string): Piece => piece('a', { controls: [] }, { closes: [open] }, adapter);
    expect(offered(foreign(), closes('express'))).toEqual(['a: by itself']);
    expect(offered(foreign(), closes('fastify'))).toEqual([]);
    expect(offered(foreign(), piece('a', { controls: [] }, { closes: ['another'] }))).toEqual([]);
  });

  it('is no piece that does not fit, nor one that needs such a piece', () => {
    const other = piece('other', { controls: [] }, {}, 'fastify');
    expect(offered(foreign(), piece('a', {}, {}, 'fastify'))).toEqual([]);
    expect(offered(foreign(), piece('a', { needs: ['other'] }), other)).toEqual([]);
    expect(offered(foreign(), piece('a', { needs: ['b'] }), piece('b', { controls: [] }))).toEqual([
      'a: by itself',
    ]);
  });

  it('is nothing where the framework is not known', () => {
    const koa = repo({ 'package.json': packageJson({ koa: '^3.0.0' }), 'app.js': "require('koa');\n" });
    expect(offered(koa, piece('a'))).toEqual([]);
  });

  it('is no piece that only new services mount', () => {
    const pieces = [
      piece('a', {}, { mounts: 'in new services' }),
      piece('b', { newOnly: 'it would break.' }),
    ];
    expect(offered(foreign(), ...pieces)).toEqual([]);
  });

  it('is no piece whose work the repo does', () => {
    const headers = piece('a', {}, { existing: ['helmet'] });
    expect(offered(foreign(helmet), headers)).toEqual([]);
    expect(offered(foreign(), headers)).toEqual(['a: by itself']);
    expect(offered(foreign(handler), piece('a', { phase: 'errors' }))).toEqual([]);
  });

  it('is no piece whose work the repo does, also where another piece has to be written again', () => {
    const pieces = [piece('a', {}, { existing: ['helmet'] }), piece('b', { controls: [] })];
    const root = foreign(helmet);
    carryOut(planned(root, ['b'], catalogueOf(pieces)));
    rmSync(join(root, 'security/b.js'));
    expect(pathsIn(planned(root, ['a'], catalogueOf(pieces)))).toContain('security/b.js');
    expect(offered(root, ...pieces)).toEqual([]);
  });

  it('is no piece that is there, asked for or needed by another', () => {
    const pieces = [piece('a', { needs: ['b'], controls: [] }), piece('b')];
    const root = foreign();
    expect(offered(root, ...pieces)).toEqual(['b: by itself']);
    carryOut(planned(root, ['a'], catalogueOf(pieces)));
    expect(offered(root, ...pieces)).toEqual([]);
    const asked = foreign();
    carryOut(planned(asked, ['b'], catalogueOf(pieces)));
    expect(offered(asked, ...pieces)).toEqual([]);
  });

  it('is no piece whose plan is refused', () => {
    const taken = repo({
      'package.json': packageJson({ express: '^5.0.0' }),
      'app.js': "const app = require('express')();\napp.listen(3000);\n",
      'security/a.js': 'mine\n',
    });
    expect(offered(taken, piece('a'))).toEqual([]);
  });

  it('holds no secret', () => {
    const env: Piece['env'] = [
      {
        name: 'KEY',
        schema: code`${from('zod', 'z')}.string()`,
        kind: 'secret',
        comment: 'A key.',
        fallback: 'none',
        example: { development: '', production: '' },
        generate: 'base64url-48',
      },
    ];
    const plan = offersIn(foreign(), [piece('a', { env })])?.get('a')?.plan;
    expect(plan && textIn(plan, '.env')).toBe('# A key.\nKEY=not kept\n');
  });
});

describe('an offer', () => {
  it('acts only when called where nothing is mounted', () => {
    expect(offered(foreign(), library('a'), piece('b'))).toEqual(['a: when called', 'b: by itself']);
  });

  it('acts only when called where it reports errors that a handler of the repo takes', () => {
    const errors = piece('errors-of-ours', { phase: 'errors', controls: [] });
    const headers = piece('headers-of-ours', { controls: [] }, { existing: ['helmet'] });
    const reporting = piece('a', { needs: ['errors-of-ours'] });
    expect(offered(foreign(handler), errors, reporting)).toEqual(['a: when called']);
    expect(offered(foreign(), errors, reporting)).toEqual(['a: by itself']);
    expect(offered(foreign(handler), errors, piece('a'))).toEqual(['a: by itself']);
    expect(offered(foreign(helmet), headers, piece('a', { needs: ['headers-of-ours'] }))).toEqual([
      'a: by itself',
    ]);
  });
});

describe('a service of rampart', () => {
  const files = Object.fromEntries(
    composeNew({
      answers: {
        name: 'small',
        framework: 'express',
        target: loaded.targets[0]?.id ?? '',
        preset: 'minimal',
        pieces: [],
        options: {},
        packageManager: 'npm',
        node: '26',
      },
      catalogue: loaded,
      secret: () => 'written',
    }).map(({ path, text }) => [path, text]),
  );
  const app = files['src/app.ts'] ?? '';
  const made = /^ *const app = express\(\);\n/m;
  const service = (...lines: readonly string[]): string =>
    repo({ ...files, 'src/app.ts': app.replace(made, (line) => `${line}${lines.join('\n')}\n`) });

  it('is offered what only new services mount', () => {
    expect(app).toMatch(made);
    expect(offered(service(), piece('a', {}, { mounts: 'in new services' }))).toEqual(['a: by itself']);
  });

  it('is offered pieces whatever it mounts, and these hear its errors', () => {
    const errors = piece('errors-of-ours', { phase: 'errors', controls: [] });
    const root = service("app.use(require('helmet')());", handler);
    expect(offered(root, piece('a', {}, { existing: ['helmet'] }))).toEqual(['a: by itself']);
    expect(offered(root, errors, piece('a', { needs: ['errors-of-ours'] }))).toEqual(['a: by itself']);
  });

  it('is offered no piece that it has', () => {
    const root = service();
    const pieces = [piece('a')];
    expect(offered(root, ...pieces)).toEqual(['a: by itself']);
    carryOut(planned(root, ['a'], catalogueOf(pieces)));
    expect(offered(root, ...pieces)).toEqual([]);
  });
});
