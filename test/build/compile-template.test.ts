import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import { compileTemplate } from '../../src/build/compile-template.js';
import { templateRuntime, type Runtime } from '../../src/plan/render.js';
import { readTemplates } from '../../src/build/templates.js';

const run = (text: string, data: unknown): string => {
  const { value, text: print, each, str } = templateRuntime;
  const make = new Function('v', 't', 'e', 's', `return ${compileTemplate(text, 'test.hbs')}`) as (
    ...parts: Runtime[keyof Runtime][]
  ) => (data: unknown) => string;
  return make(value, print, each, str)(data);
};

/** The real engine, as strict as it can be set: the oracle for our compiled functions. */
const oracle = (text: string, data: unknown): string => {
  const engine = Handlebars.create();
  engine.registerHelper('str', (input: unknown) => JSON.stringify(input));
  return engine.compile(text, {
    noEscape: true,
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: { str: true },
  })(data);
};

describe('compiled templates', () => {
  it.each([
    ['plain text with `ticks`, ${dollars} and \\ back\u2028slashes', {}],
    ['a {{name}} b', { name: "O'Brien <x> & `y`" }],
    ['{{a.b.c}}', { a: { b: { c: 7 } } }],
    ['{{#each list}}\n- {{this}}\n{{/each}}\nend', { list: ['x', 'y'] }],
    ['{{#each list}}{{this.k}}={{../sep}}{{k}};{{/each}}', { sep: ':', list: [{ k: 1 }, { k: 2 }] }],
    [
      '{{#each a}}\n  {{#each this.b}}\n    {{this}}{{../n}}{{../../m}}\n  {{/each}}\n{{/each}}',
      { m: 'M', a: [{ n: 'N', b: [1, 2] }] },
    ],
    ['{{str text}}', { text: 'a "quoted"\nline' }],
    ['x{{! a comment }}y\n  {{!-- alone --}}\nz', {}],
    ['{{#each none}}never{{/each}}', { none: [] }],
    ['  {{~name~}}  !', { name: 'tight' }],
  ])('give the bytes that Handlebars gives: %j', (text, data) => {
    expect(run(text, data)).toBe(oracle(text, data));
  });

  it.each([
    '{{#if a}}x{{/if}}',
    '{{#unless a}}x{{/unless}}',
    '{{#with a}}x{{/with}}',
    '{{#a}}x{{/a}}',
    '{{^a}}x{{/a}}',
    '{{> part}}',
    '{{lower a}}',
    '{{@root.a}}',
    '{{#each a}}x{{else}}y{{/each}}',
    '{{str a b}}',
  ])('refuse %s at build time, naming the file and line', (text) => {
    expect(() => compileTemplate(`line\n${text}`, 'x.hbs')).toThrow(/templates\/x\.hbs:2: expected/);
  });

  it('never print missing data', () => {
    expect(() => run('{{a.b}}', { a: {} })).toThrow('"a.b"');
    expect(() => run('{{#each a}}{{/each}}', { a: 'text' })).toThrow('not a list');
    expect(() => run('{{a}}', { a: {} })).toThrow('not text');
    expect(() => run('{{constructor}}', {})).toThrow('"constructor"');
  });

  it('accept every .hbs file of this repo', () => {
    for (const { layer, path, text } of readTemplates('templates').filter(({ path }) =>
      path.endsWith('.hbs'),
    ))
      expect(compileTemplate(text, `${layer}/${path}`)).toMatch(/^\(d0\)=>/);
  });
});
