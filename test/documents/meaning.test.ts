import { expect, it } from 'vitest';
import { meaningOf, type Json } from './meaning.js';

const document = (schema: Json, schemas: Json = {}, operation: Json = {}): Json => ({
  openapi: '3.1.0',
  paths: { '/notes': { get: { responses: { 200: { content: schema } }, ...(operation as object) } } },
  components: { schemas },
});

it.each<[string, Json, Json]>([
  [
    'a reference and what it names',
    document({ $ref: '#/components/schemas/Note' }, { Note: { type: 'string' } }),
    document({ type: 'string' }),
  ],
  ['the order of keys', document({ a: 1, b: 2 }), document({ b: 2, a: 1 })],
  ['the order of required', document({ required: ['a', 'b'] }), document({ required: ['b', 'a'] })],
  ['nothing required', document({ required: [] }), document({})],
  ['the names of schemas', document({ id: 'A', type: 'string' }), document({ type: 'string' })],
  ['no parameters', document({}, {}, { parameters: [] }), document({})],
])('%s: one meaning', (_, one, other) => {
  expect(meaningOf(one)).toEqual(meaningOf(other));
});

it.each<[string, Json, Json]>([
  ['a longer text', document({ maxLength: 1 }), document({ maxLength: 2 })],
  ['a property called id', document({ properties: { id: {} } }), document({ properties: {} })],
  [
    'a property called required',
    document({ properties: { required: { type: 'string' } } }),
    document({ properties: {} }),
  ],
  ['a refusal less', document({}, {}, { responses: { 404: {} } }), document({}, {}, { responses: {} })],
  ['another order of a list with one', document({ prefixItems: [1, 2] }), document({ prefixItems: [2, 1] })],
  [
    'whether a parameter is required',
    document({}, {}, { parameters: [{ name: 'a', required: true }] }),
    document({}, {}, { parameters: [{ name: 'a' }] }),
  ],
])('%s: two meanings', (_, one, other) => {
  expect(meaningOf(one)).not.toEqual(meaningOf(other));
});

it('refuses a reference that leads nowhere', () => {
  expect(() => meaningOf(document({ $ref: '#/components/schemas/Gone' }))).toThrow('leads nowhere');
});
