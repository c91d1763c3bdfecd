import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameworks } from '../../generators/frameworks/index.js';
import { requestsFrom } from './support/grammar.js';
import { boot, entryOf, generate, install, run, type Booted } from './support/service.js';
import { talk, type Reply } from './support/talk.js';

/**
 * The same raw requests to every framework, with the limits raised and with the real ones: they live, and
 * answer as one service.
 */
const every = Number(process.env.RAMPART_SAMPLE ?? 1);
const seed = Number(process.env.RAMPART_SEED ?? 8);
const requests = requestsFrom(seed, every > 1 ? 400 : 2_000);
const behindProxy = { TRUST_PROXY: '127.0.0.1/32' };

const always = [
  'content-security-policy',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
  'cross-origin-resource-policy',
  'cross-origin-opener-policy',
  'cross-origin-embedder-policy',
  'permissions-policy',
  'x-permitted-cross-domain-policies',
  'cache-control',
  'x-request-id',
];
const answers = new Map<string, readonly (readonly Reply[])[]>();

describe.each(frameworks)('on $id', ({ id: name }) => {
  let folder: string;
  let service: Booted | undefined;
  const start = async (script: string): Promise<Booted> => {
    service = await boot(folder, behindProxy, script);
    return service;
  };
  beforeAll(() => {
    folder = generate(`grammar-${name}`, ['--framework', name]);
    install(folder);
    run('npm', ['run', 'build'], folder);
    cpSync(join(folder, 'dist'), join(folder, 'raised'), { recursive: true });
    const limits = join(folder, 'raised/security/rate-limit.js');
    const text = readFileSync(limits, 'utf8');
    const raised = text.replaceAll(/points: \d+/g, 'points: 1_000_000');
    expect(raised).not.toBe(text);
    writeFileSync(limits, raised);
  });
  afterAll(async () => void (await service?.stop()));

  it('lives, never fails, sends all headers, and writes lines of JSON only', async () => {
    const { port, child, output, stop } = await start(entryOf(folder).replace('dist/', 'raised/'));
    const all: (readonly Reply[])[] = [];
    for (const text of requests) {
      const replies = await talk(port, text);
      all.push(replies);
      expect(child.exitCode, `it ended after ${show(text)}\n${output().slice(-2_000)}`).toBeNull();
      expect(replies.length, `nothing came to ${show(text)}`).toBeGreaterThan(0);
      for (const { status, headers } of replies) {
        expect(status, show(text)).toBeLessThan(500);
        const missing = always.filter((header) => headers[header]?.length !== 1);
        expect(missing, show(text)).toEqual([]);
      }
    }
    answers.set(name, all);
    await stop();
    const lines = output().split('\n').filter((line) => line !== ''); // prettier-ignore
    expect(lines.length).toBeGreaterThan(requests.length / 4);
    for (const line of lines) expect(isJson(line), line).toBe(true);
  }, 400_000); // prettier-ignore

  it('counts every request with its real limits, but for health checks', async () => {
    const { port, output, stop } = await start(entryOf(folder));
    let used = 0;
    let spared = 0;
    for (const text of requests) {
      for (const { headers, status } of await talk(port, text)) {
        const [state] = headers['ratelimit'] ?? [];
        if (isHealth(text) && state === undefined) {
          spared += 1;
          continue;
        }
        used += 1;
        if (used > 1_000) expect(status, show(text)).toBe(429);
        const remaining = /"global";r=(\d+)/.exec(state ?? '')?.[1];
        // Not on a login path, where the state is that of the stricter limit, nor where a body broke off:
        // the next answer shows whether it counted.
        if (state !== undefined && !state.startsWith('"login"'))
          expect(`${show(text)} ${String(remaining)}`).toBe(
            `${show(text)} ${String(Math.max(0, 1_000 - used))}`,
          );
      }
    }
    expect(used + spared).toBeGreaterThanOrEqual(requests.length);
    expect(spared).toBeLessThan(requests.length / 4);
    expect((await talk(port, livez))[0]?.status).toBe(200);
    await stop();
    for (const [problem, { count, total }] of refusalsIn(output())) {
      expect(count, problem).toBeLessThanOrEqual(14);
      if (count > 10) expect(total, problem).toBeGreaterThan(10);
    }
  }, 400_000);
});

it('answers alike on every framework', () => {
  expect([...answers.keys()].sort()).toEqual(frameworks.map(({ id }) => id).sort());
  const [first = '', ...others] = answers.keys();
  const unlike = requests.flatMap((text, index) => {
    const wanted = portrait(answers.get(first)?.[index] ?? []);
    return others
      .map((name) => ({ name, seen: portrait(answers.get(name)?.[index] ?? []) }))
      .filter(({ seen }) => seen !== wanted)
      .map(({ name, seen }) => `${show(text)}\n${first}: ${wanted}\n${name}: ${seen}`);
  });
  expect(unlike).toEqual([]);
});

/** Of each problem that is refused by a rule: its lines, and the highest number that one of them names. */
function refusalsIn(log: string): ReadonlyMap<string, { readonly count: number; readonly total: number }> {
  const found = new Map<string, { count: number; total: number }>();
  for (const line of log.split('\n').filter((each) => /"(?:rule|total)":/.test(each))) {
    const { problem, total = 0 } = JSON.parse(line) as { problem: string; total?: number };
    const before = found.get(problem) ?? { count: 0, total: 0 };
    found.set(problem, { count: before.count + 1, total: Math.max(before.total, total) });
  }
  expect(found.size).toBeGreaterThan(4);
  return found;
}

const livez = 'GET /livez HTTP/1.1\r\nHost: 10.1.2.3\r\nConnection: close\r\n\r\n';

/** By its target, or because what was to be one never became a request. */
const isHealth = (text: string): boolean => /^\S+ \/(?:livez|readyz)(?:\?|\s)/.test(text);

const show = (text: string): string => JSON.stringify(text.slice(0, 500));

function isJson(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}

/** What must be the same: all but times, counts and ids. */
const portrait = (replies: readonly Reply[]): string =>
  replies
    .map(({ status, headers, body }) => {
      const lines = Object.entries(headers)
        .filter(([header]) => !varying.includes(header))
        .map(([header, values]) => `${header}: ${values.map((value) => meant(header, value)).join(' | ')}`);
      return [
        status,
        ...lines.sort(),
        body.replace(ids, 'ID').replace(times, 'TIME').replace(errors, ''),
      ].join('\n');
    })
    .join('\n\n');

/** Without what has no meaning: the order of a list of methods, and the charset of JSON, which is UTF-8 (RFC 8259). */
const meant = (header: string, value: string): string => {
  if (header === 'allow') return value.split(', ').sort().join(', ');
  return header === 'content-type' ? value.replace(/^(application\/json); charset=utf-8$/, '$1') : value;
};

const varying = ['date', 'x-request-id', 'ratelimit', 'location', 'content-length', 'keep-alive'];
const ids = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;
/** Which of two faults is named is each framework's own. */
const errors = /,"errors":\[.*?\]/;
const times = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;
