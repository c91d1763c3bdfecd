import { describe, expect, it } from 'vitest';
import { announcedIn } from '../../src/verify/probing/flood.js';
import { isStrictPolicy } from '../../src/verify/probing/strict-policy.js';
import { stagesOf } from '../../src/verify/subjects/dockerfile.js';
import { throwaway } from '../../src/verify/subjects/environment.js';
import { repliesIn } from '../../src/verify/subjects/exchange.js';
import { isSecretName } from '../../src/repo/secret-name.js';
import { operationsOf } from '../../src/verify/subjects/operations-of.js';
import { sampleOf } from '../../src/verify/subjects/samples.js';

describe('stagesOf', () => {
  it('reads stages, continuation lines, comments, exec form and here-documents', () => {
    const text = [
      '# FROM commented:out',
      'FROM --platform=linux/amd64 node:26@sha256:0 AS build',
      'RUN npm ci \\',
      '  # a comment between',
      '  && npm run build',
      'RUN <<EOF',
      'USER root',
      'EOF',
      'from scratch',
      'user 10001:10001',
      'CMD ["node", "x.js"]',
    ].join('\n');
    const stages = stagesOf(text);
    expect(
      stages.map(({ image, name, instructions }) => [image, name, instructions.map((one) => one.name)]),
    ).toEqual([
      ['node:26@sha256:0', 'build', ['RUN', 'RUN']],
      ['scratch', undefined, ['USER', 'CMD']],
    ]);
    expect(stages[0]?.instructions[0]?.text).toBe('npm ci && npm run build');
    expect(stages[1]?.instructions[1]?.words).toEqual(['node', 'x.js']);
  });
});

describe('isStrictPolicy', () => {
  it.each([
    ["default-src 'none'; base-uri 'none'; frame-ancestors 'none'", true],
    ["default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'", true],
    ["default-src 'none'; frame-ancestors 'none'", false],
    ["default-src 'self'; base-uri 'self'; frame-ancestors 'self'; object-src 'none'", false],
    ["default-src 'none'; script-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'", false],
    ["default-src *; object-src 'none'; base-uri 'none'; frame-ancestors 'none'", false],
    ["default-src 'none'", false],
    ['', false],
  ])('%s -> %s', (text, strict) => expect(isStrictPolicy(text)).toBe(strict));
});

describe('announcedIn', () => {
  it.each([
    [{ 'ratelimit-policy': '"global";q=1000;w=900' }, 1000],
    [{ 'ratelimit-policy': '100;w=60' }, 100],
    [{ 'ratelimit-limit': '20' }, 20],
    [{ 'x-ratelimit-limit': '500, 500;w=60' }, 500],
    [{}, undefined],
    [{ 'ratelimit-policy': 'none' }, undefined],
  ])('%o -> %s', (headers, limit) => expect(announcedIn(headers)).toBe(limit));
});

describe('isSecretName', () => {
  it.each([
    'OPERATIONS_TOKEN',
    'JWT_SECRET',
    'DB_PASSWORD',
    'apiKey',
    'partnerToken',
    'SESSION_SECRET',
    'private_key',
  ])('%s is one', (name) => expect(isSecretName(name)).toBe(true));
  it.each([
    'PUBLIC_KEY',
    'TOKEN_TTL',
    'KEY_ID',
    'REDIS_URL',
    'tokenHeader',
    'PORT',
    'passwordHint',
    'secretPath',
  ])('%s is none', (name) => expect(isSecretName(name)).toBe(false));
});

describe('throwaway', () => {
  it('generates secrets, keeps peers on this machine, and takes no placeholder', () => {
    const env = throwaway(
      [
        { name: 'JWT_SECRET', example: 'changeme' },
        { name: 'DATABASE_URL', example: 'postgres://u:p@db.prod.internal:5432/x' },
        { name: 'MAIL_FROM', example: '<your address>' },
        { name: 'PAGE', example: '20' },
        { name: 'PORT', example: '3000' },
        { name: 'METRICS_PORT', example: '9464' },
        { name: 'ADMIN_PORT', example: '<a free one>' },
      ],
      'production',
      4000,
    );
    expect(env['JWT_SECRET']).toMatch(/^[\w-]{64}$/);
    expect(new URL(env['DATABASE_URL'] ?? '').hostname).toBe('127.0.0.1');
    expect(env).toMatchObject({
      PAGE: '20',
      PORT: '4000',
      METRICS_PORT: '9464',
      HOST: '127.0.0.1',
      NODE_ENV: 'production',
      TRUST_PROXY: '1',
    });
    expect(env).not.toHaveProperty('MAIL_FROM');
    expect(env).not.toHaveProperty('ADMIN_PORT');
  });
});

describe('repliesIn', () => {
  it('finds every answer in the bytes', () => {
    const one = 'HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\nVary: a\r\nVary: b\r\n\r\n{}';
    const two = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n';
    const replies = repliesIn(one + two);
    expect(replies.map(({ status }) => status)).toEqual([400, 200]);
    expect(replies[0]?.headers['vary']).toBe('a, b');
    expect(repliesIn('nonsense')).toEqual([]);
  });
});

describe('OpenAPI', () => {
  const document = {
    components: {
      schemas: {
        Note: {
          type: 'object',
          required: ['title'],
          properties: { title: { type: 'string', minLength: 8 }, at: { type: 'string' } },
        },
      },
    },
    paths: {
      '/notes/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
        put: {
          requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Note' } } } },
          responses: { 200: {}, default: {} },
        },
      },
    },
  };

  it('gives samples of the headers that an operation requires, and of its form', () => {
    const parameters = [
      { name: 'X-Tenant', in: 'header', required: true, schema: { type: 'string', minLength: 8 } },
      { name: 'X-Other', in: 'header', schema: { type: 'string' } },
    ];
    const schema = {
      type: 'object',
      required: ['title', 'count', 'file'],
      properties: {
        title: { type: 'string', minLength: 8 },
        count: { type: 'integer', minimum: 3 },
        file: { type: 'string', format: 'binary' },
        more: { type: 'string' },
      },
    };
    const operationOf = (type: string, given: object = schema) => {
      const post = { parameters, requestBody: { content: { [type]: { schema: given } } } };
      return operationsOf({ paths: { '/a': { post } } })[0];
    };
    expect(operationOf('text/plain')).toMatchObject({
      headers: { 'x-tenant': 'probexxx' },
      otherBody: { type: 'text/plain', sample: 'rampart', fields: [] },
    });
    expect(operationOf('application/x-www-form-urlencoded')?.otherBody?.sample).toBe(
      'title=probexxx&count=3&file=rampart',
    );
    const form = operationOf('multipart/form-data')?.otherBody;
    expect(form?.type).toBe('multipart/form-data; boundary=rampart');
    expect(form?.sample.split('\r\n')).toEqual([
      ...['--rampart', 'Content-Disposition: form-data; name="title"', '', 'probexxx'],
      ...['--rampart', 'Content-Disposition: form-data; name="count"', '', '3', '--rampart'],
      'Content-Disposition: form-data; name="file"; filename="rampart.bin"',
      ...['Content-Type: application/octet-stream', '', 'rampart', '--rampart--', ''],
    ]);
    expect(operationOf('multipart/form-data', {})?.otherBody?.sample).toBe('rampart');
  });

  it('becomes operations with samples', () => {
    const [put, ...none] = operationsOf(document);
    expect(none).toEqual([]);
    expect(put).toMatchObject({
      method: 'PUT',
      template: '/notes/{id}',
      documented: [200],
      body: { sample: { title: 'probexxx' } },
    });
    expect(put?.path).toMatch(/^\/notes\/[0-9a-f-]{36}$/);
    expect(put?.headers).toEqual({});
    expect(operationsOf('text')).toEqual([]);
    expect(operationsOf(undefined)).toEqual([]);
  });

  it.each([
    [{ type: 'integer', minimum: 5 }, 5],
    [{ enum: ['a', 'b'] }, 'a'],
    [{ type: 'array', minItems: 2, items: { type: 'boolean' } }, [true, true]],
    [{ anyOf: [{ type: 'null' }, { type: 'string' }] }, null],
    [{ type: 'string', maxLength: 2 }, 'pr'],
  ])('a sample of %o is %o', (schema, sample) => expect(sampleOf(schema)).toEqual(sample));

  it('does not follow a reference for ever', () => {
    const loop = { a: { $ref: '#/a' } };
    expect(sampleOf({ $ref: '#/a' }, loop)).toBeNull();
  });
});
