import { describe, expect, it } from 'vitest';
import { verdictsOf, verifyShop } from './shop.js';

const user = {
  request: {
    method: 'POST',
    path: '/session',
    json: { name: 'ada', password: { env: 'PROBE_PASSWORD' } },
  },
  paths: ['/orders', '/session'],
};
const photo = {
  method: 'POST',
  path: '/photos',
  multipart: { title: 'Sea', photo: { file: 'test/sea.png', type: 'image/png' } },
};
const order = { method: 'POST', path: '/orders', json: { title: 'a boat' }, login: 'user' };
const whole = { logins: { user }, requests: [photo, order] };
const variables = { PROBE_PASSWORD: 'a long and good one' };
const validation = ['input-validation-coverage'];
const only = [
  'input-validation-coverage',
  'input-schema-zod',
  'content-type-enforced',
  'param-pollution-types',
  'proto-pollution',
  'body-size-limits',
];

describe('a service with a login and a form', { timeout: 120_000 }, () => {
  it('is not seen without rampart.probes.json, and is with the lines that the report shows', async () => {
    const before = await verifyShop({ only });
    expect(before.verdicts.map(({ outcome }) => outcome)).toEqual(only.map(() => 'inconclusive'));
    for (const { add } of before.verdicts) {
      // As a user would: the name of the user, and a file that is there.
      const probes = String(add)
        .replaceAll('"name": "probe"', '"name": "ada"')
        .replaceAll('"file": { "file"', '"photo": { "file"')
        .replaceAll('test/example.png', 'test/sea.png');
      const of = before.verdicts.filter((verdict) => verdict.add === add).map(({ control }) => control.id);
      const after = await verifyShop({ probes: JSON.parse(probes) as unknown, variables, only: of });
      expect(verdictsOf(after)).toEqual(of.map(() => expect.stringMatching(/^[\w-]+: pass: /) as string));
    }
  });

  it.each([
    [
      'requests',
      {
        logins: { user: { request: user.request } },
        requests: [
          ...[photo, order, { path: '/orders', login: 'user' }],
          { method: 'DELETE', path: '/session', login: 'user' },
        ],
      },
    ],
    ['paths of the login', { ...whole, requests: [photo] }],
    ['both', whole],
  ])('is seen with %s, and the report names it', async (_, probes) => {
    const verification = await verifyShop({ probes, variables, only });
    expect(verdictsOf(verification)).toEqual(only.map(() => expect.stringMatching(/: pass: /) as string));
    expect(verification.notes.join()).toMatch('rampart.probes.json: POST /photos');
  });

  it.each([
    ['any order', ['POST /orders with an unknown member -> 201']],
    ['any photo', ['POST /photos with an unknown field -> 201']],
  ])('fails where it takes %s', async (flaws, where) => {
    const [verdict] = (await verifyShop({ probes: whole, variables, only: validation, flaws })).verdicts;
    const said = verdict?.evidence.flatMap(({ findings }) => findings) ?? [];
    expect(verdict?.outcome).toBe('fail');
    expect(said.map((finding) => finding.where)).toEqual(expect.arrayContaining(where));
  });

  it.each([
    [
      'a request that is refused',
      { ...whole, requests: [photo, { ...order, json: { title: '' } }] },
      variables,
      'requests.1 is no good request: POST /orders as user is answered 400',
    ],
    [
      'a form that is refused',
      { ...whole, requests: [{ ...photo, multipart: { photo: 'a text' } }] },
      variables,
      'requests.0 is no good request: POST /photos is answered 400',
    ],
    [
      'a route that is not there',
      { requests: [{ path: '/nowhere' }] },
      {},
      'requests.0 is no good request: GET /nowhere is answered 404',
    ],
    ['a wrong password', whole, { PROBE_PASSWORD: 'wrong' }, 'the login user: POST /session is answered 401'],
    ['no password', whole, {}, 'the login user: the variable PROBE_PASSWORD is not set'],
    [
      'no token',
      { ...whole, logins: { user: { ...user, token: '/token' } } },
      variables,
      'the login user: POST /session is answered 204, and has no text at /token',
    ],
  ])('is told of %s: no pass, and no fail', async (_, probes, env, because) => {
    const [verdict] = (await verifyShop({ probes, variables: env, only: validation })).verdicts;
    expect([verdict?.outcome, verdict?.because]).toEqual([
      'inconclusive',
      expect.stringMatching(`^rampart.probes.json: ${because}`),
    ]);
  });

  it('fails where a page behind the login takes a parameter twice', async () => {
    const asked = { probes: whole, variables, only: ['param-pollution-types'], flaws: 'any query' };
    const [verdict] = (await verifyShop(asked)).verdicts;
    expect([verdict?.outcome, verdict?.where]).toEqual(['fail', 'GET /orders?limit=1&limit=2 -> 200']);
  });

  it('fails, and is not unsure, where a mistake of the file and a flaw are together', async () => {
    const probes = { ...whole, requests: [photo, order, { path: '/nowhere' }] };
    const [verdict] = (await verifyShop({ probes, variables, only: validation, flaws: 'any order' }))
      .verdicts;
    expect(verdict?.outcome).toBe('fail');
  });

  it('shows no secret in the report', async () => {
    const { evidence, notes } = await verifyShop({ probes: whole, variables, only });
    expect(JSON.stringify([evidence, notes])).not.toMatch(/a long and good one|sid=/);
  });
});
