import { describe, expect, it } from 'vitest';
import type { Framework } from '../../src/define/framework.js';
import type { Piece } from '../../src/define/piece.js';
import type { Target } from '../../src/define/target.js';
import type { PackageManager } from '../../src/define/words.js';
import { RampartError } from '../../src/errors.js';
import {
  availablePieces,
  controlsWithoutPiece,
  missingOf,
  unavailablePieces,
} from '../../src/plan/available-pieces.js';
import type { Catalogue } from '../../src/plan/catalogue.js';
import { findFit } from '../../src/plan/find-fit.js';
import { layerOrder, membershipOf, pieceLayers, type Membership } from '../../src/plan/layer-order.js';
import { piecesOf, selectPieces } from '../../src/plan/select.js';

const fit = { packages: [] };
const piece = (id: string, more: Partial<Piece> = {}): Piece => ({
  id,
  title: id,
  why: id,
  phase: 'none',
  preset: 'minimal',
  options: {},
  fits: { any: fit },
  controls: [`${id}-works`],
  ...more,
});

/** Of a framework with two adapters; `old` and all that needs it fit another one only. */
const pieces = [
  piece('base'),
  piece('log', { preset: 'standard', needs: ['base'] }),
  piece('audit', { preset: 'full', needs: ['log'], controls: ['audit-works', 'log-works'] }),
  piece('old', { fits: { other: fit } }),
  piece('needs-old', { needs: ['base', 'old'], controls: ['needs-old-works', 'base-works'] }),
  piece('needs-more', { preset: 'standard', needs: ['needs-old'] }),
  piece('lost', { needs: ['nobody-has-it'] }),
  piece('circle', { preset: 'full', needs: ['back'] }),
  piece('back', { preset: 'full', needs: ['circle'] }),
];
const framework = { id: 'mine', adapters: ['family', 'mine'], foundation: [] } as unknown as Framework;
const ids = (list: readonly Piece[]): readonly string[] => list.map(({ id }) => id);

describe('the pieces that a framework can have', () => {
  it('fit it, as does all that they need', () => {
    expect(ids(availablePieces(framework, { pieces }))).toEqual(['base', 'log', 'audit', 'circle', 'back']);
  });

  it('and the others are the rest', () => {
    expect(ids(unavailablePieces(framework, { pieces }))).toEqual(['old', 'needs-old', 'needs-more', 'lost']);
  });

  it('say which one does not fit', () => {
    expect(missingOf('base', framework, pieces)).toBeUndefined();
    expect(missingOf('audit', framework, pieces)).toBeUndefined();
    expect(missingOf('old', framework, pieces)).toBe('old');
    expect(missingOf('needs-more', framework, pieces)).toBe('old');
    expect(missingOf('lost', framework, pieces)).toBe('nobody-has-it');
    expect(missingOf('unknown', framework, pieces)).toBe('unknown');
  });

  it('join by the most special adapter that they have a fit for', () => {
    const [general, family, special] = [{ packages: ['a'] }, { packages: ['b'] }, { packages: ['c'] }];
    const fits = { any: general, family, mine: special };
    expect(findFit(piece('a', { fits }), framework)).toBe(special);
    expect(findFit(piece('a', { fits: { ...fits, mine: undefined } }), framework)).toBe(family);
    expect(findFit(piece('a', { fits: { any: general, other: special } }), framework)).toBe(general);
    expect(findFit(piece('a', { fits: { other: special } }), framework)).toBeUndefined();
  });

  it('leave controls to be met by hand, each named once, unless a target meets them', () => {
    const none = { pieces, targets: [] };
    const open = ['old-works', 'needs-old-works', 'needs-more-works', 'lost-works'];
    expect(controlsWithoutPiece(framework, none)).toEqual(open);
    const twice = { ...none, pieces: [...pieces, piece('old-too', { fits: {}, controls: ['old-works'] })] };
    expect(controlsWithoutPiece(framework, twice)).toEqual(open);
    const targets = [{ controls: ['old-works'] }, { controls: ['lost-works'] }] as unknown as Target[];
    expect(controlsWithoutPiece(framework, { pieces, targets })).toEqual([
      'needs-old-works',
      'needs-more-works',
    ]);
  });
});

describe('the pieces of a service', () => {
  const catalogue = { frameworks: [], targets: [], pieces, layers: {}, versions: {} } satisfies Catalogue;
  const chosen = (asked: readonly string[], foundation: readonly string[] = []) =>
    selectPieces({
      answers: { pieces: asked, options: {} },
      framework: { ...framework, foundation },
      catalogue,
    });
  const selected = (...asked: Parameters<typeof chosen>): readonly string[] =>
    ids(chosen(...asked).map((each) => each.piece));
  const refusal = (...asked: Parameters<typeof chosen>): RampartError | undefined => {
    try {
      chosen(...asked);
    } catch (error) {
      if (error instanceof RampartError) return error;
      throw error;
    }
    return undefined;
  };

  it('are those asked for and all that they need, once each, in the order of the catalogue', () => {
    expect(selected([])).toEqual([]);
    expect(selected(['audit', 'base', 'audit'])).toEqual(['base', 'log', 'audit']);
    expect(selected(['back', 'log'])).toEqual(['base', 'log', 'circle', 'back']);
  });

  it('have the foundation of the framework among them', () => {
    expect(selected([], ['base'])).toEqual(['base']);
    expect(selected(['circle'], ['log'])).toEqual(['base', 'log', 'circle', 'back']);
  });

  it('come with their fit', () => {
    expect(chosen(['base'])[0]?.fit).toBe(fit);
  });

  it('that do not fit are refused by name, with the one that they need where that is why', () => {
    expect(refusal(['old'])).toMatchObject({
      code: 'RAMPART_UNSUPPORTED_PIECE',
      facts: { piece: 'old', framework: 'mine', why: '' },
    });
    expect(refusal(['base', 'needs-more'])?.facts).toEqual({
      piece: 'needs-more',
      framework: 'mine',
      why: ', which needs "old"',
    });
    expect(refusal([], ['needs-old'])?.facts).toMatchObject({ piece: 'needs-old' });
    expect(refusal(['base'])).toBeUndefined();
  });

  it('that nobody knows are refused with the list of those that are known', () => {
    expect(refusal(['bose'])).toMatchObject({
      code: 'RAMPART_UNKNOWN_MEMBER',
      facts: { what: 'piece', id: 'bose', known: ids(pieces).join(', ') },
    });
  });

  it('of a preset are those of the smaller ones, too, without those that do not fit', () => {
    expect(piecesOf('minimal', framework, catalogue)).toEqual(['base']);
    expect(piecesOf('standard', framework, catalogue)).toEqual(['base', 'log']);
    expect(piecesOf('full', framework, catalogue)).toEqual(['base', 'log', 'audit', 'circle', 'back']);
  });
});

describe('the layers of templates', () => {
  const layersOf = (
    target: Partial<Target>,
    { packageManager = 'npm' as PackageManager, seat = 'alone' as Membership } = {},
  ) =>
    layerOrder({
      framework,
      packageManager,
      seat,
      chosen: [piece('log'), piece('audit', { layers: ['documents'] })].map((each) => ({
        piece: each,
        fit,
        options: {},
      })),
      target: { id: 'cloud', ...target } as Target,
    });

  it('are those of the framework, then of each piece, then of the target; each from general to special', () => {
    expect(layersOf({})).toEqual([
      { layer: 'frameworks/any' },
      { layer: 'frameworks/family' },
      { layer: 'frameworks/mine' },
      { layer: 'pieces/log/any', piece: 'log' },
      { layer: 'pieces/log/family', piece: 'log' },
      { layer: 'pieces/log/mine', piece: 'log' },
      { layer: 'pieces/log/npm', piece: 'log' },
      { layer: 'pieces/log/alone', piece: 'log' },
      { layer: 'pieces/audit/any', piece: 'audit' },
      { layer: 'pieces/audit/family', piece: 'audit' },
      { layer: 'pieces/audit/mine', piece: 'audit' },
      { layer: 'pieces/audit/npm', piece: 'audit' },
      { layer: 'pieces/audit/alone', piece: 'audit' },
      { layer: 'documents', piece: 'audit' },
      { layer: 'targets/cloud/any' },
      { layer: 'targets/cloud/alone' },
    ]);
  });

  it('of a target begin with those that it shares', () => {
    expect(
      layersOf({ layers: ['image', 'proxy'] }, { packageManager: 'bun', seat: 'member' })
        .slice(-6)
        .map(({ layer }) => layer),
    ).toEqual(
      ['image', 'proxy', 'cloud'].flatMap((folder) =>
        ['any', 'member'].map((place) => `targets/${folder}/${place}`),
      ),
    );
  });

  it('of a piece end with its package manager and its place', () => {
    expect(pieceLayers(piece('log'), framework, 'bun', 'member').slice(-2)).toEqual([
      { layer: 'pieces/log/bun', piece: 'log' },
      { layer: 'pieces/log/member', piece: 'log' },
    ]);
  });

  it('are those of a member only in a workspace', () => {
    const within = { repository: 'apps/api', workspace: '', managerVersion: '' };
    expect(membershipOf({})).toBe('alone');
    expect(membershipOf({ within })).toBe('alone');
    expect(membershipOf({ within: { ...within, workspace: 'apps/api' } })).toBe('member');
  });
});
