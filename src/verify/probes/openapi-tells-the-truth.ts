import { fail, inconclusive, onBench, pass } from '../probe.js';
import type { Operation } from '../subjects/routes.js';
import { resolve } from '../subjects/samples.js';
import type { Schema } from '../subjects/samples.js';

interface Transcript {
  readonly document: 'found' | 'missing';
  readonly operations: number;
  readonly seen: readonly {
    readonly what: string;
    readonly status: number;
    readonly wants: 'taken' | 'refused';
    readonly documented: readonly number[];
  }[];
}

export const openapiTellsTheTruth = onBench<Transcript>({
  id: 'openapi-tells-the-truth',
  question: 'Does the service take what its OpenAPI allows, and nothing one step beyond each bound?',
  safety: 'active',
  exercise: async (bench) => {
    const { server } = await bench.shared('production');
    const { operations, document } = await server.routes();
    const bodies = operations.filter(({ body }) => body !== undefined);
    const seen = [];
    for (const operation of bodies) {
      for (const { what, body, wants } of casesFor(operation, document).slice(0, 40)) {
        const { status } = await server.request(
          {
            method: operation.method,
            path: operation.path,
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          },
          server.freshClient(),
        );
        seen.push({
          what: `${operation.method} ${operation.template}, ${what}`,
          status,
          wants,
          documented: operation.documented,
        });
      }
    }
    return { document: document === undefined ? 'missing' : 'found', operations: operations.length, seen };
  },
  read: ({ document, operations, seen }) => {
    if (document === 'missing') return [inconclusive('no OpenAPI document was found on a development boot')];
    if (operations === 0) return [fail('the OpenAPI document describes no operation')];
    const faults = seen.flatMap(({ what, status, wants, documented }) => {
      const where = `${what} -> ${status}`;
      if (status >= 500) return [fail('what the document describes makes it fail', where)];
      if (wants === 'refused' && status < 400)
        return [fail('the document forbids it, the service takes it', where)];
      if (wants === 'taken' && status >= 400 && status !== 404 && status !== 409)
        return [fail('the document allows it, the service refuses it', where)];
      return status < 400 && !documented.includes(status)
        ? [fail(`${status} is not in the document`, where)]
        : [];
    });
    if (faults.length > 0) return faults.slice(0, 8);
    const bounds = seen.filter(({ wants }) => wants === 'refused').length;
    return bounds === 0
      ? [fail('the document states no bound for any body')]
      : [pass(`${operations} operations; ${bounds} steps over a bound are refused`)];
  },
});

interface Case {
  readonly what: string;
  readonly body: unknown;
  readonly wants: 'taken' | 'refused';
}

function casesFor({ body }: Operation, document: unknown): readonly Case[] {
  const sample = body?.sample as Readonly<Record<string, unknown>>;
  const schema = body?.schema.$ref === undefined ? (body?.schema ?? {}) : resolve(body.schema.$ref, document);
  return [
    { what: 'a sample', body: sample, wants: 'taken' },
    ...Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
      boundsOf(property).map(({ what, value, wants }) => ({
        what: `${name} ${what}`,
        body: { ...sample, [name]: value },
        wants,
      })),
    ),
    ...(schema.additionalProperties === false
      ? [{ what: 'one member more', body: { ...sample, rampartMore: 1 }, wants: 'refused' as const }]
      : []),
  ];
}

function boundsOf({
  type,
  minLength,
  maxLength,
  minimum,
  maximum,
  enum: words,
  format,
  pattern,
}: Schema): readonly { what: string; value: unknown; wants: Case['wants'] }[] {
  const plain = format === undefined && pattern === undefined && words === undefined;
  return [
    ...(type === 'string' && maxLength !== undefined && maxLength < 200_000
      ? [
          {
            what: `of ${maxLength + 1} characters`,
            value: 'x'.repeat(maxLength + 1),
            wants: 'refused' as const,
          },
        ]
      : []),
    ...(type === 'string' && maxLength !== undefined && maxLength <= 50_000 && plain
      ? [{ what: `of ${maxLength} characters`, value: 'x'.repeat(maxLength), wants: 'taken' as const }]
      : []),
    ...(type === 'string' && minLength !== undefined && minLength > 0
      ? [
          {
            what: `of ${minLength - 1} characters`,
            value: 'x'.repeat(minLength - 1),
            wants: 'refused' as const,
          },
        ]
      : []),
    ...(words !== undefined
      ? [{ what: 'not in the list', value: 'rampart-not-listed', wants: 'refused' as const }]
      : []),
    ...(maximum !== undefined
      ? [{ what: 'over its maximum', value: maximum + 1, wants: 'refused' as const }]
      : []),
    ...(minimum !== undefined
      ? [{ what: 'under its minimum', value: minimum - 1, wants: 'refused' as const }]
      : []),
  ];
}
