import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import { openRepo } from '../../src/repo/repo.js';
import { verify } from '../../src/verify/verify.js';
import type { Verdict } from '../../src/verify/judge/judge.js';
import { frameworks } from '../../generators/frameworks/index.js';
import { create, mutant, swap } from '../mutants/support/mutant.js';
import { copyWith, makeSubject } from '../mutants/support/subject.js';
import { installed } from './support/installed.js';
import { faults, miniService, styles, type Fault, type Style } from './support/mini-service.js';
import { sampled } from './support/sample.js';
import { cache } from './support/service.js';

/**
 * What was not seen never passes: a well-done service on three frameworks passes, and the same behind a
 * fault that hides it does not. Nor does it fail for what the fault does: a wall is no contract fault.
 */
const controls = [
  'rate-limit-global',
  'rate-limit-auth',
  'proxy-trust',
  'input-no-mutation',
  'input-validation-coverage',
  'input-schema-zod',
  'graceful-shutdown',
  'crash-policy',
  'runtime-production-mode',
  'logging-structured',
];

/** What a fault before the service must not make fail: nothing of it was asked. */
const behind = ['input-no-mutation', 'input-validation-coverage', 'input-schema-zod', 'proxy-trust'];

const { versions } = loadCatalogue();
const sets = { express: 'express-5', fastify: 'fastify-5' } as const;
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function lay(style: Style, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-truth-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  if (style !== 'http')
    symlinkSync(
      installed(sets[style], { below: join(cache, 'truth'), versions }),
      join(folder, 'node_modules'),
      'dir',
    );
  return folder;
}

async function judged(folder: string, only: readonly string[] = controls): Promise<readonly Verdict[]> {
  const { verdicts } = await verify({
    repo: openRepo(folder),
    boot: 'boot',
    url: undefined,
    reach: 'writes',
    environment: 'development',
    only,
    routes: [],
    earlier: [],
    build: 'never',
    now: () => new Date(),
    tell: () => undefined,
  });
  return verdicts;
}

const told = (verdicts: readonly Verdict[]): readonly string[] =>
  verdicts.map(
    ({ control, outcome, because, where }) => `${control.id} ${outcome}: ${because} ${where ?? ''}`,
  );

describe('the same service, done well', () => {
  it.each(styles)('passes on %s', async (style) => {
    const verdicts = await judged(lay(style, miniService(style, undefined, 0)));
    expect(told(verdicts.filter(({ outcome }) => outcome !== 'pass'))).toEqual([]);
  });

  it('passes, too, when it listens late', async () => {
    const late: Fault = {
      name: 'listens late',
      seen: [],
      code: () => `const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...given) {
  setTimeout(() => Reflect.apply(listen, this, given), 2500);
  return this;
};`,
    };
    const verdicts = await judged(lay('http', miniService('http', late, 0)), [
      'rate-limit-auth',
      'input-validation-coverage',
    ]);
    expect(told(verdicts.filter(({ outcome }) => outcome !== 'pass'))).toEqual([]);
  });
});

/** Every fault on every style, the number in it by a fixed sequence. */
const runs = styles.flatMap((style, row) =>
  faults.map((fault, column) => ({ style, fault, name: fault.name, n: (7 * column + 5 * row) % 19 })),
);

describe('behind a fault', () => {
  it.each(sampled(runs, ({ name }) => name))(
    '$name, on $style, nothing passes that was not seen',
    async ({ style, fault, n }) => {
      const verdicts = await judged(lay(style, miniService(style, fault, n)));
      const passed = verdicts.filter(
        ({ outcome, control }) => outcome === 'pass' && !fault.seen.includes(control.id),
      );
      expect(told(passed)).toEqual([]);
      const blamed = verdicts.filter(
        ({ outcome, control }) => outcome === 'fail' && behind.includes(control.id),
      );
      expect(told(blamed)).toEqual([]);
      for (const { because } of verdicts) expect(because).not.toBe('');
    },
  );
});

describe('another process has the port', () => {
  it('is said, with the address and the line that asks for it', async () => {
    const files = miniService('http', undefined, 0);
    const server =
      `${files['server.js'] ?? ''}\nhttp.createServer((req, res) => ` +
      `res.end('up 1')).listen(39471, '127.0.0.1');\n`;
    const [verdict] = await judged(lay('http', { ...files, 'server.js': server }), ['graceful-shutdown']);
    const seen = verdict?.outcome === 'pass' ? 'pass' : `${verdict?.outcome}: ${verdict?.because}`;
    // Where boots can run side by side it passes; where they cannot, the report says why.
    expect([
      'pass',
      'inconclusive: it did not start in production: 127.0.0.1:39471 ' +
        `was taken (server.js:${server.split('\n').length - 1})`,
    ]).toContain(seen);
  });
});

describe('a low limit that counts sockets', () => {
  it('is not what other controls see', async () => {
    const files = miniService('http', undefined, 0);
    const server = (files['server.js'] ?? '').replace(
      "String(req.headers['x-forwarded-for'] ?? '').split(',').at(-1).trim() || ",
      '',
    );
    const verdicts = await judged(lay('http', { ...files, 'server.js': server }));
    expect(told(verdicts.filter(({ outcome }) => outcome !== 'pass'))).toEqual([]);
    const open = server
      .replace(
        'isNote(value) && query === undefined ? [201, { title: value.title }] : [400, {}]',
        '[201, value]',
      )
      .replace(', 5));', ', 500));');
    expect(open).not.toBe(server);
    const opened = await judged(lay('http', { ...files, 'server.js': open }));
    const failing = opened.filter(({ outcome }) => outcome === 'fail').map(({ control }) => control.id);
    expect(failing).toEqual(
      expect.arrayContaining(['rate-limit-auth', 'input-validation-coverage', 'input-schema-zod']),
    );
  });
});

describe('a login in an emitted service', () => {
  const framework = frameworks.find(({ id }) => id === 'express');
  it('shows its contract by what it refuses: 401 to what fits says nothing where all gets it', async () => {
    if (framework === undefined) throw new Error('express is gone');
    const subject = makeSubject({ framework, target: 'compose' });
    const copies = [[login], [login, guarded], [login, narrower]].map((made) => copyWith(subject, made));
    try {
      const [honest, closed, lying] = await Promise.all(
        copies.map((copy) => judged(copy, ['input-schema-zod', 'input-validation-coverage'])),
      );
      const outcomes = (verdicts: readonly Verdict[] = []) =>
        Object.fromEntries(verdicts.map(({ control, outcome }) => [control.id, outcome]));
      expect(outcomes(honest)).toEqual({ 'input-schema-zod': 'pass', 'input-validation-coverage': 'pass' });
      expect(outcomes(closed)['input-schema-zod']).toBe('inconclusive');
      expect(told(closed ?? []).join('\n')).toContain(
        '401, a login is asked for POST /login, a sample -> 401',
      );
      expect(outcomes(lying)['input-schema-zod']).toBe('fail');
    } finally {
      folders.push(...copies, dirname(subject.folder));
    }
  });
});

const login = mutant(
  'a login',
  create(
    'src/login.ts',
    `import { Router } from 'express';
import { z } from 'zod';
import { Problem } from './security/problem.js';
import { routing, validate } from './security/contract.js';

export const loginRouter = Router(routing).post(
  '/login',
  validate({
    operationId: 'logIn',
    summary: 'Log in',
    body: z.strictObject({ user: z.string().min(1).max(100), password: z.string().min(1).max(200) }),
    responses: { 200: z.object({ ok: z.boolean() }) },
    problems: ['unauthorized'],
  }),
  (req, res) => {
    if (req.body.user !== 'ada') throw new Problem('unauthorized');
    res.json({ ok: true });
  },
);
`,
  ),
  swap(
    'src/app.ts',
    "import { notesRouter } from './notes/notes.js';",
    "import { loginRouter } from './login.js';\nimport { notesRouter } from './notes/notes.js';",
  ),
  swap('src/app.ts', '  app.use(notesRouter());', '  app.use(notesRouter());\n  app.use(loginRouter);'),
);

/** Nobody gets as far as the check of the body. */
const guarded = mutant(
  'a guard before the check',
  swap(
    'src/login.ts',
    "  '/login',\n",
    "  '/login',\n  () => {\n    throw new Problem('unauthorized');\n  },\n",
  ),
);

/** The handler refuses what the schema, and so the document, allows. */
const narrower = mutant(
  'a contract that is not kept',
  swap('src/login.ts', "throw new Problem('unauthorized')", "throw new Problem('bad_request')"),
);
