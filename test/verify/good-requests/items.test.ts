import { describe, expect, it } from 'vitest';
import { verdictsOf, verifyShop } from './shop.js';

const variables = { PROBE_PASSWORD: 'a long and good one' };
const only = ['input-validation-coverage', 'input-schema-zod'];
const user = { request: { path: '/session', json: { name: 'ada', password: { env: 'PROBE_PASSWORD' } } } };
const made = { id: { from: 'POST /orders', pointer: '/id' } };
const order = { method: 'POST', path: '/orders', json: { title: 'a boat' }, login: 'user' };
const path = '/orders/{id}';
const change = { method: 'PATCH', path, params: made, json: { title: 'a bike' }, login: 'user' };
const removal = { method: 'DELETE', path, params: made, login: 'user' };
const payment = { method: 'POST', path: `${path}/payment`, params: made, login: 'user' };
const end = { method: 'DELETE', path: '/session', login: 'user' };
const orders = { path: '/orders', login: 'user' };
const whole = { logins: { user }, requests: [order, change, payment, orders, removal, end] };
const [validation] = only as [string];

describe('a service with a login, and items that are not there at first', { timeout: 120_000 }, () => {
  it.each(only)('is seen by %s with the lines that the report shows, pasted as they are', async (control) => {
    const before = await verifyShop({ items: 'yes', only: [control] });
    expect(before.verdicts.map(({ outcome }) => outcome)).toEqual(['inconclusive']);
    const probes = JSON.parse(String(before.verdicts[0]?.add)) as object;
    const after = await verifyShop({ items: 'yes', probes, variables, only: [control] });
    expect(verdictsOf(after)).toEqual([expect.stringMatching(/: pass: /)]);
  });

  it('passes with what one request of the file makes for others', async () => {
    const verification = await verifyShop({ items: 'yes', probes: whole, variables, only });
    expect(verdictsOf(verification)).toEqual(only.map(() => expect.stringMatching(/: pass: /) as string));
  });

  it('fails where it changes an item to anything', async () => {
    const flawed = { items: 'yes', flaws: 'any change', probes: whole, variables, only } as const;
    const { verdicts } = await verifyShop(flawed);
    expect(verdicts.map(({ outcome, where }) => [outcome, where])).toEqual(
      only.map(() => ['fail', expect.stringMatching(/^PATCH .orders.\{id\}/)]),
    );
  });

  it.each([
    [
      'an item that is not there',
      { ...change, params: { id: '3f2b8c1e-6d4a-4f7b-9c0d-5e1a2b3c4d5e' } },
      'requests.1 is no good request: PATCH /orders/{id} as user is answered 404',
      '"params": {"id":{"from":"POST /orders","pointer":"/id"}}',
    ],
    [
      'no login',
      { ...change, login: undefined },
      'requests.1 is no good request: PATCH /orders/{id} is answered 401',
      'give requests.1 the "login" that its route asks for',
    ],
    [
      'a wrong pointer',
      { ...change, params: { id: { ...made.id, pointer: '/order/id' } } },
      'requests.1.params.id: POST /orders as user is answered 201, and has no text or number at /order/id',
      'correct what is named',
    ],
    [
      'a body that is refused',
      { ...change, json: { title: '' } },
      'requests.1 is no good request: PATCH /orders/{id} as user is answered 400',
      'correct requests.1',
    ],
  ])('says what to change in the file: %s', async (_, request, because, remedy) => {
    const probes = { ...whole, requests: [order, request] };
    const [verdict] = (await verifyShop({ items: 'yes', probes, variables, only: [validation] })).verdicts;
    expect([verdict?.outcome, verdict?.because, verdict?.remedy]).toEqual([
      'inconclusive',
      expect.stringContaining(because),
      expect.stringContaining(`in rampart.probes.json: `),
    ]);
    expect(verdict?.remedy).toContain(remedy);
  });
});
