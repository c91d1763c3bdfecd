import { afterAll, describe, expect, it } from 'vitest';
import { bounds } from '../../src/verify/subjects/modes.js';
import { openTransport } from '../../src/verify/subjects/transport.js';
import { lookAt, passesIn, saidIn } from '../support/look-at.js';
import { answer, record } from '../support/recorder.js';
import type { Behaviour, Recorder } from '../support/recorder.js';
import { sampled } from './support/sample.js';

/** Servers that say one thing to everybody, or begin to: whatever is asked of them, nothing may pass. */
const recorders: Recorder[] = [];
afterAll(() => Promise.all(recorders.map((recorder) => recorder.close())));
async function recorder(behaviour: Behaviour): Promise<Recorder> {
  const made = await record(behaviour);
  recorders.push(made);
  return made;
}

const html = { 'content-type': 'text/html' };
const page = '<html><body>Welcome</body></html>';
const uniform: Readonly<Record<string, Behaviour>> = {
  '200 JSON': answer(200),
  '200 HTML': answer(200, page, html),
  '204': answer(204, ''),
  '302 to a login': answer(302, '', { location: 'https://login.example/' }),
  '400': answer(400),
  '401': answer(401),
  '403': answer(403),
  '404': answer(404),
  '405': answer(405, '{}', { allow: 'GET' }),
  '409': answer(409),
  '413': answer(413),
  '415': answer(415),
  '422': answer(422),
  '429': answer(429),
  '500': answer(500, 'Error', html),
  '502': answer(502, 'Bad gateway', html),
  '503': answer(503, 'Back soon', html),
  'a close': (_head, socket) => void socket.end(),
  'a reset': (_head, socket) => void socket.resetAndDestroy(),
};

describe.each(sampled(Object.entries(uniform), ([name]) => name))('%s to everything', (_name, behaviour) => {
  it.each(['passive', 'active'] as const)('passes nothing, %s', async (mode) => {
    const seen = await recorder(behaviour);
    const evidence = await lookAt(seen.url, { transport: openTransport(mode) });
    expect(passesIn(evidence)).toEqual([]);
    expect(saidIn(evidence).filter((line) => line.includes(': error:'))).toEqual([]);
    expect(seen.connections.length).toBeGreaterThan(0);
    expect(seen.connections.length).toBeLessThanOrEqual(bounds[mode].requests);
    expect(seen.most()).toBeLessThanOrEqual(bounds[mode].connections);
    expect(seen.bytes()).toBeLessThanOrEqual(bounds[mode].bytesSent);
  });
});

/** Careless in all: takes everything, lets every origin read, and then somebody else answers for it. */
const careless = answer(200, '{}', {
  'content-type': 'application/json',
  'access-control-allow-origin': '*',
  'x-powered-by': 'Express',
});
const turns = [1, 3, 8, 15, 22, 30, 40, 55, 70, 90, 110, 130].flatMap((after) =>
  ['401', '403', '404', '409', '415', '422', '429', '503', 'a close'].map((then) => ({ after, then })),
);
it.each(sampled(turns, ({ then }) => then))(
  'a careless server that answers $then after $after requests passes nothing',
  async ({ after, then }) => {
    let count = 0;
    const seen = await recorder((head, socket) =>
      ((count += 1) > after ? (uniform[then] as Behaviour) : careless)(head, socket),
    );
    for (const mode of ['passive', 'active'] as const) {
      count = 0;
      const evidence = await lookAt(seen.url, {
        transport: openTransport(mode),
        asked: [{ method: 'POST', path: '/notes' }],
      });
      expect(passesIn(evidence)).toEqual([]);
    }
  },
);

it('active keeps its bounds where everything is taken, and has sent what it may: bodies and raw bytes', async () => {
  const seen = await recorder(careless);
  await lookAt(seen.url, {
    transport: openTransport('active'),
    asked: [{ method: 'POST', path: '/notes' }],
  });
  const sent = seen.connections.map(({ bytes }) => bytes);
  expect(sent.length).toBeLessThanOrEqual(bounds.active.requests);
  expect(seen.most()).toBeLessThanOrEqual(bounds.active.connections);
  expect(seen.most()).toBeGreaterThan(bounds.passive.connections);
  expect(seen.bytes()).toBeLessThanOrEqual(bounds.active.bytesSent);
  expect(sent.filter((bytes) => bytes.startsWith('POST /notes')).length).toBeGreaterThan(5);
  expect(sent.filter((bytes) => !bytes.includes('\r\n\r\n')).length).toBeGreaterThan(0);
  expect(sent.filter((bytes) => /^DELETE/.test(bytes))).toEqual([]);
  // Nothing is hidden behind a message: on somebody's proxy it would be answered to the next stranger.
  expect(sent.filter((bytes) => /smuggled/.test(bytes))).toEqual([]);
});
