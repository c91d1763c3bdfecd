import { describe, expect, it } from 'vitest';
import { serviceLayout } from '../../src/define/layout.js';
import { parseManifest } from '../../src/repo/parse-manifest.js';
import { generatorVersion } from '../../src/version.js';

const answers = {
  name: 'a',
  framework: 'express',
  target: 'compose',
  preset: 'full',
  pieces: [],
  options: {},
  packageManager: 'npm',
  node: '26',
};

const text = (more: object): string =>
  JSON.stringify({
    rampart: generatorVersion,
    answers: { ...answers, ...more },
    layout: serviceLayout,
    files: {},
  });

describe('a manifest', () => {
  it('is read where it has our shape', () => {
    expect(parseManifest(text({})).answers).toEqual(answers);
  });

  const odd: readonly (readonly [string, unknown])[] = Object.keys(answers).flatMap((key) =>
    [1, null, {}, [], true, 'zzz', '__proto__']
      .filter((value) => !(key === 'options' && JSON.stringify(value) === '{}'))
      .filter((value) => !(key === 'pieces' && Array.isArray(value)))
      .filter(
        (value) => !(['name', 'framework', 'target', 'preset'].includes(key) && typeof value === 'string'),
      )
      .map((value) => [key, value] as const),
  );
  it.each(odd)('is told to be another when answers.%s is %j', (key, value) => {
    expect(() => parseManifest(text({ [key]: value }))).toThrow(/rampart\.json/);
  });

  it.each([
    ['nest-fastify', { nest: { adapter: 'fastify' } }],
    ['nest', { nest: { adapter: 'express' } }],
    ['nest', {}],
  ])('of version 0.3 is read as %s where the options of nest are %j', (framework, options) => {
    const read = parseManifest(text({ framework: 'nest', options })).answers;
    expect(read).toEqual({ ...answers, framework, options: {} });
  });
  it('keeps options that are none of Nest', () => {
    const mine = { options: { nest: { adapter: 'fastify' }, cache: { store: 'disk' } } };
    expect(parseManifest(text({ ...mine, framework: 'nest' })).answers.options).toEqual({
      cache: { store: 'disk' },
    });
    expect(parseManifest(text(mine)).answers).toEqual({ ...answers, ...mine });
  });

  const within = { repository: 'js/apps/api', workspace: 'apps/api', managerVersion: '' };
  it('may say where the service stands', () => {
    expect(parseManifest(text({ within })).answers.within).toEqual(within);
  });
  it.each([1, null, [], 'apps/api', {}, { ...within, repository: '../..' }, { ...within, workspace: '/' }])(
    'is told to be another when it stands at %j',
    (value) => {
      expect(() => parseManifest(text({ within: value }))).toThrow(/rampart\.json/);
    },
  );
});
