import { expect, it } from 'vitest';
import { member, version, type Catalogue } from '../../src/plan/catalogue.js';

const catalogue: Catalogue = {
  frameworks: [],
  targets: [],
  pieces: [],
  layers: {},
  versions: { zod: '4.1.2' },
};
const list = [{ id: 'a' }, { id: 'b' }];

it('a member is found by its id, and one that is not there is named with those that are', () => {
  expect(member(list, 'b', 'piece')).toBe(list[1]);
  expect(() => member(list, 'c', 'piece')).toThrow(
    expect.objectContaining({
      code: 'RAMPART_UNKNOWN_MEMBER',
      facts: { what: 'piece', id: 'c', known: 'a, b' },
    }),
  );
});

it('the version of a package is exact, and one without a version is named', () => {
  expect(version(catalogue, 'zod')).toBe('4.1.2');
  expect(() => version(catalogue, 'cors')).toThrow(
    expect.objectContaining({ code: 'RAMPART_UNKNOWN_PACKAGE', facts: { name: 'cors' } }),
  );
});
