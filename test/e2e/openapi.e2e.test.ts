import { beforeAll, describe, expect, it } from 'vitest';
import { frameworks } from '../../generators/frameworks/index.js';
import { meaningOf, type Json } from '../documents/meaning.js';
import { documentOf } from './support/document.js';
import { generate, install, run } from './support/service.js';

/** One description for one API: each framework writes its own document, and all mean the same. */
describe('the OpenAPI document', () => {
  const documents = new Map<string, Json>();

  beforeAll(async () => {
    for (const { id } of frameworks) {
      const folder = generate(`openapi-${id}`, ['--framework', id]);
      install(folder);
      run('npm', ['run', 'build'], folder);
      documents.set(id, withoutName(JSON.parse(await documentOf(folder)) as Json, `openapi-${id}`));
    }
  });

  it('names the operations of the service', () => {
    const { openapi, paths } = [...documents.values()][0] as {
      openapi: string;
      paths: Record<string, Record<string, unknown>>;
    };
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/livez', '/notes', '/notes/{id}']));
    expect(Object.keys(paths['/notes/{id}'] ?? {}).sort()).toEqual(['delete', 'get', 'put']);
  });

  it('says of each operation what it is called, where it belongs, and how it refuses', () => {
    const { paths } = [...documents.values()][0] as unknown as {
      paths: Record<string, Record<string, Operation>>;
    };
    for (const { operationId, tags, responses } of Object.values(paths).flatMap((path) =>
      Object.values(path),
    )) {
      expect([operationId, tags]).toEqual([expect.stringMatching(/^[a-z]\w+$/), [expect.any(String)]]);
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '429', '500', '503']));
      const refusals = Object.entries(responses).filter(
        ([status]) => /^[45]/.test(status) && status !== '503',
      );
      for (const [, { content }] of refusals)
        expect(Object.keys(content)).toEqual(['application/problem+json']);
    }
  });

  it.each(frameworks.map(({ id }) => id))('of %s means what the first does', (id) => {
    expect(meaningOf(documents.get(id) ?? {})).toEqual(meaningOf([...documents.values()][0] ?? {}));
  });
});

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly responses: Readonly<Record<string, { readonly content: object }>>;
}

const withoutName = (document: Json, name: string): Json =>
  JSON.parse(JSON.stringify(document).replaceAll(`"${name}"`, '"service"')) as Json;
