import { describe, expect, it } from 'vitest';
import { definePiece, type Fit, type Piece } from '../../src/define/piece.js';
import { alreadyMounted, type AlreadyMounted } from '../../src/plan/already-mounted.js';
import type { DetectedRepo } from '../../src/repo/detected-repo.js';
import type { Mounted } from '../../src/repo/mounted.js';

const use = (name: string, as: 'whole' | 'part' = 'whole', named?: string): Mounted['uses'][number] =>
  ({ package: name, as, ...(named !== undefined && { named }) }) as Mounted['uses'][number];
const mounted = (facts: Partial<Mounted>): Mounted => ({
  path: 'app.js',
  line: 3,
  scope: 'app',
  uses: [],
  body: 'any',
  handles: 'requests',
  ...facts,
});

interface Asked {
  readonly phase?: Piece['phase'];
  readonly newOnly?: string;
  readonly fit?: Partial<Fit>;
}
/** What is said of a piece called "headers" that does the same as the packages helmet and lusca. */
function standing(asked: Asked, ...found: readonly Mounted[]): AlreadyMounted {
  const fit: Fit = { packages: [], existing: ['helmet', 'lusca'], ...asked.fit };
  const piece = definePiece({
    id: 'headers',
    title: '',
    why: '',
    phase: asked.phase ?? 'headers',
    preset: 'minimal',
    options: {},
    fits: { any: fit },
    controls: [],
    ...(asked.newOnly !== undefined && { newOnly: asked.newOnly }),
  });
  return alreadyMounted({ piece, fit, options: {} }, { mounted: found } as unknown as DetectedRepo);
}
const ours = { mount: 'ours' };

describe('a piece whose work a package of the repo does', () => {
  it('is not mounted, and the place is named', () => {
    const theirs = mounted({ uses: [use('compression'), use('helmet')] });
    expect(standing({}, mounted({ uses: [use('morgan')] }), theirs)).toEqual({
      mount: 'theirs',
      note: 'headers: helmet is already mounted in app.js:3; no second one is added.',
      at: theirs,
    });
  });

  it('has each such package named once, by what the code calls it', () => {
    const uses = [
      use('helmet', 'whole', 'secure()'),
      use('helmet', 'whole', 'secure()'),
      use('lusca'),
      use('qs'),
    ];
    expect(standing({}, mounted({ uses })).note).toBe(
      'headers: secure(), lusca is already mounted in app.js:3; no second one is added.',
    );
  });

  it('is mounted where the repo mounts nothing, or something else', () => {
    expect(standing({})).toEqual(ours);
    expect(standing({}, mounted({ uses: [use('morgan')] }), mounted({}))).toEqual(ours);
    expect(standing({ fit: { existing: [] } }, mounted({ uses: [use('helmet')] }))).toEqual(ours);
  });

  it.each([
    ['only on a route', mounted({ scope: 'part', uses: [use('helmet')] }), 'helmet'],
    ['only in part', mounted({ uses: [use('helmet', 'part')] }), 'helmet'],
    ['only in part, with a whole other', mounted({ uses: [use('helmet', 'part'), use('qs')] }), 'helmet'],
  ])('is mounted before one that is there %s', (_, part, name) => {
    expect(standing({}, part)).toEqual({
      mount: 'ours',
      note: `headers: ${name} covers only a part (app.js:3); ours comes before it and covers the rest.`,
    });
  });

  it('is not mounted where one of several mounts covers all', () => {
    const part = mounted({ scope: 'part', line: 9, uses: [use('lusca')] });
    const whole = mounted({ line: 12, uses: [use('helmet')] });
    expect(standing({}, part, whole)).toMatchObject({ mount: 'theirs', at: whole });
    expect(standing({}, part, { ...part, line: 10 }).note).toContain('(app.js:9)');
  });
});

describe('a piece for new services only', () => {
  it('is not mounted, whatever the repo has, and says why', () => {
    const refused = { mount: 'theirs', note: 'headers: it would break jobs.' };
    expect(standing({ newOnly: 'it would break jobs.' })).toEqual(refused);
    expect(standing({ newOnly: 'it would break jobs.' }, mounted({ uses: [use('helmet')] }))).toEqual(
      refused,
    );
  });
});

describe('a piece that handles errors', () => {
  const handler = mounted({ line: 20, handles: 'errors' });

  it('leaves the handler of the repo', () => {
    expect(standing({ phase: 'errors' }, mounted({}), handler)).toEqual({
      mount: 'theirs',
      note:
        'headers: the error handler in app.js:20 stays as it is. ' +
        "Check that it never sends a stack, a path or a library's message.",
    });
  });

  it('is mounted where the repo handles the errors of a part, or none', () => {
    expect(standing({ phase: 'errors' }, { ...handler, scope: 'part' })).toEqual(ours);
    expect(standing({ phase: 'errors' }, mounted({}))).toEqual(ours);
    expect(standing({ phase: 'errors' })).toEqual(ours);
  });

  it('is no other piece: those are mounted beside a handler', () => {
    expect(standing({ phase: 'headers' }, handler)).toEqual(ours);
  });
});

describe('a piece that parses bodies', () => {
  const raw = mounted({ line: 7, scope: 'part', body: 'raw' });
  const compose = () => [];

  it('is not mounted before code that needs the bytes', () => {
    expect(standing({ phase: 'parsing', fit: { compose } }, mounted({}), raw)).toEqual({
      mount: 'theirs',
      note:
        'headers: app.js:7 needs the exact bytes of bodies (a signature check?); ' +
        'a parser before it would consume them.',
    });
  });

  it('is mounted where no code needs them, or nothing of ours is mounted', () => {
    expect(standing({ phase: 'parsing', fit: { compose } }, mounted({}))).toEqual(ours);
    expect(standing({ phase: 'parsing', fit: { compose } })).toEqual(ours);
    expect(standing({ phase: 'parsing' }, raw)).toEqual(ours);
    expect(standing({ phase: 'headers', fit: { compose } }, raw)).toEqual(ours);
  });
});
