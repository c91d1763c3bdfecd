import { describe, expect, it } from 'vitest';
import { frameworks } from '../../generators/frameworks/index.js';
import { pieces } from '../../generators/pieces/index.js';
import { targets } from '../../generators/targets/index.js';
import { unavailablePieces } from '../../src/plan/available-pieces.js';
import { lastOf, serviceUnitsOf } from '../../src/verify/subjects/unit.js';
import { emittedOn, repoOf } from '../support/emitted-on.js';

/**
 * However a target starts the service, it does so with the flags that `npm start` has: those that its
 * framework bears.
 */
const pairs = frameworks.flatMap((framework) => targets.map((target) => ({ framework, target })));

describe.each(pairs)('$framework.id on $target.id', ({ framework, target }) => {
  const { files, text } = emittedOn(target.id, { packageManager: 'npm', node: '26' }, framework.id);
  const { scripts } = JSON.parse(text('package.json')) as { scripts: { start: string } };
  const [node, ...args] = scripts.start.split(' ');

  it('starts as the start script does', () => {
    expect(node).toBe('node');
    const starts = [
      ...serviceUnitsOf(repoOf(files)).map((unit) => (lastOf(unit, 'ExecStart') ?? '').split(' ').slice(1)),
      ...[files.get('Dockerfile')].flatMap((dockerfile) =>
        dockerfile === undefined
          ? []
          : [JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]') as string[]],
      ),
    ];
    expect(starts).toEqual([args]);
  });

  it('settles in the production template what its definition decides', () => {
    const missing = unavailablePieces(framework, { pieces }).flatMap(({ env = [] }) => env);
    const read = Object.entries(target.env ?? {}).filter(([id]) => missing.every(({ name }) => name !== id));
    for (const [name, value] of read)
      expect(text('.env.production.template')).toMatch(
        new RegExp(`^${name}=${value.replaceAll('.', '\\.')}$`, 'm'),
      );
  });
});
