import { describe, expect, it } from 'vitest';
import { each, renderEntry, str, text, value } from '../../src/plan/render.js';

describe('a value that a template asks for', () => {
  const data = { name: 'api', nothing: null, place: { folder: 'apps', depth: 2 }, list: ['a'] };

  it('is found step by step', () => {
    expect(value(data, [])).toBe(data);
    expect(value(data, ['name'])).toBe('api');
    expect(value(data, ['place', 'depth'])).toBe(2);
    expect(value(data, ['nothing'])).toBeNull();
  });

  it.each([
    ['that is missing', ['other'], 'other'],
    ['that is missing further in', ['place', 'other'], 'place.other'],
    ['of a text', ['name', 'length'], 'name.length'],
    ['of nothing', ['nothing', 'name'], 'nothing.name'],
    ['that every object inherits', ['toString'], 'toString'],
  ])('%s is an error that names it', (_, path, named) => {
    expect(() => value(data, path)).toThrow(`"${named}"`);
  });

  it('is missing where there is no data', () => {
    expect(() => value(undefined, ['name'])).toThrow('"name"');
  });
});

describe('what a template prints', () => {
  it('is text or a number', () => {
    expect(text('a')).toBe('a');
    expect(text('')).toBe('');
    expect(text(0)).toBe('0');
  });

  it.each([true, undefined, null, ['a'], { a: 1 }].map((found) => [found]))('is never %j', (found) => {
    expect(() => text(found)).toThrow('A template');
  });

  it('is one body for each item of a list, with nothing between', () => {
    expect(each(['a', 'b'], (item) => `<${String(item)}>`)).toBe('<a><b>');
    expect(each([], () => 'x')).toBe('');
  });

  it.each(['ab', { 0: 'a', length: 1 }, undefined])('is not a loop over %j', (list) => {
    expect(() => each(list, () => 'x')).toThrow('A template');
  });

  it('is a literal with its quotes, where that is asked for', () => {
    expect(str('a "b"')).toBe('"a \\"b\\""');
    expect(str(['a', 1])).toBe('["a",1]');
  });
});

describe('a file of a layer', () => {
  const long = `${'word '.repeat(40).trim()}\n`;

  it('is its text as it stands, or what its template makes of the data', () => {
    expect(renderEntry({ path: 'a.ts', text: 'a' }, { a: 'b' })).toBe('a');
    expect(renderEntry({ path: 'a.ts', text: '', render: () => 'b' }, {})).toBe('');
    expect(renderEntry({ path: 'a.ts', render: (data) => String(data['a']) }, { a: 'b' })).toBe('b');
    expect(renderEntry({ path: 'empty' }, {})).toBe('');
  });

  it('is wrapped if it is a document, and only then', () => {
    expect(renderEntry({ path: 'a.md', text: long }, {}).split('\n').length).toBeGreaterThan(2);
    expect(renderEntry({ path: 'a.md', render: () => long }, {})).not.toBe(long);
    expect(renderEntry({ path: 'a.md.ts', text: long }, {})).toBe(long);
    expect(renderEntry({ path: 'a.ts', text: long }, {})).toBe(long);
  });
});
