import { describe, expect, it } from 'vitest';
import { wishesOf } from './wishes.js';

const known = { frameworks: ['x', 'y'], targets: ['t1', 't2'] };

describe('what npm run boxes is asked for', () => {
  it('is everything, or the services that are named', () => {
    expect(wishesOf([], known)).toEqual({ only: [], sample: false, bootOnce: false });
    expect(wishesOf(['--only', 'x/t1', '--only', 'y/t2', 'x/t1', '--boot-once'], known)).toEqual({
      only: ['x/t1', 'y/t2'],
      sample: false,
      bootOnce: true,
    });
  });

  it('is help', () => {
    const said = wishesOf(['--help'], known);
    expect(said).toMatchObject({ exitCode: 0 });
    expect(said).toHaveProperty(
      'say',
      expect.stringMatching(/--only FRAMEWORK\/TARGET[^]*FRAMEWORK: x, y\nTARGET: t1, t2$/),
    );
  });

  it.each([['--only', 'x/t3'], ['--unknown'], ['x'], ['--only']])('is refused: %s %s', (...args) => {
    expect(
      wishesOf(
        args.filter((each) => each !== undefined),
        known,
      ),
    ).toMatchObject({ exitCode: 5 });
  });
});
