import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { applyPatch, parsePatch } from 'diff';
import { afterAll, describe, expect, it } from 'vitest';
import { planAdd } from '../../src/plan/add.js';
import type { Plan } from '../../src/plan/plan.js';
import { detectRepo } from '../../src/repo/detect.js';
import { openRepo } from '../../src/repo/repo.js';
import { verify } from '../../src/verify/verify.js';
import { isRefusal, printRefusal, type Refusal } from '../../src/wire/refusal.js';
import { installed } from './support/installed.js';
import { inTurn, sampled } from './support/sample.js';
import {
  checkedOutCatalogue,
  copyOf,
  filesOf,
  fixedSecret,
  refusedShapes,
  shapes,
  write,
  type Case,
} from '../wire/cases.js';

// Each fixture is a real service: its own tests pass before and after, it boots, and the pieces show from outside.
const catalogue = await checkedOutCatalogue();
const { versions } = catalogue;
const warm = mkdtempSync(join(tmpdir(), 'rampart-warm-'));

afterAll(() => {
  rmSync(warm, { recursive: true, force: true });
});

describe.each([
  ...shapes(),
  ...refusedShapes().filter(({ folder }) => existsSync(join(folder, 'input/test'))),
])('$name', (shape: Case) => {
  it('keeps its own tests green, boots, and is harder than before', { timeout: 300_000 }, async () => {
    const { root: whole, remove } = copyOf(join(shape.folder, 'input'));
    const root = join(whole, shape.dir ?? '');
    try {
      symlinkSync(installed(shape.install, { below: warm, versions }), join(whole, 'node_modules'));
      expect(ownTests(root)).toBe('green');
      const first = add(root, shape);
      const plan = isRefusal(first as { kind?: string })
        ? pasted(root, first as Refusal, shape)
        : (first as Plan);
      write(plan);
      expect(ownTests(root)).toBe('green');
      if (existsSync(join(root, 'tsconfig.json'))) expect(typeErrors(root)).toBe('');
      await look(root, plan.notes.some((note) => note.startsWith('errors:')) ? 'theirs' : 'ours');
    } finally {
      remove();
    }
  });
});

const named = (...names: readonly string[]): readonly Case[] =>
  names.map((name) => shapes().find((shape) => shape.name === name) as Case);
const foreign = named('e4-js-cjs-app-and-server', 'e5-ts-esm-app-and-server');
const otherFrameworks = named('f5-js-cjs-one-file', 'h4-js-cjs-factory');

/**
 * What these fixtures' own code decides, whatever is added: they echo any body, one of them writes a plain
 * line, and none fails on purpose.
 */
const theirs = new Set([
  'input-validation-coverage',
  'param-pollution-types',
  'input-schema-zod',
  'logging-redaction',
  'logging-structured',
  'runtime-flags',
  'monitoring-scrubbed',
]);
const edge = 'cors rate-limit proxy-trust http-strict graceful-shutdown https-only health'.split(' ');

describe.each(inTurn([...foreign, ...otherFrameworks]))(
  'what pieces promise, looked at from outside, in $name',
  (shape) => {
    it.each([
      ['the edge pieces', edge],
      ['all pieces', catalogue.pieces.map(({ id }) => id)],
    ])('%s', { timeout: 240_000 }, async (_, pieces) => {
      const { root, remove } = added(shape, pieces);
      try {
        const chosen = catalogue.pieces.filter(
          ({ id, newOnly }) => pieces.includes(id) && newOnly === undefined,
        );
        const promised = [...new Set(chosen.flatMap(({ controls }) => controls))].filter(
          (id) => !theirs.has(id),
        );
        const { verdicts } = await verify({
          repo: openRepo(root),
          boot: 'boot',
          url: undefined,
          reach: 'reads',
          environment: 'development',
          only: promised,
          routes: [],
          earlier: [],
          build: 'never',
          now: () => new Date(),
          tell: () => undefined,
        });
        expect(verdicts.map(({ control }) => control.id).sort()).toEqual([...promised].sort());
        expect(
          verdicts
            .filter(({ outcome }) => outcome !== 'pass')
            .map(({ control, outcome, because }) => `${control.id} ${outcome}: ${because}`),
        ).toEqual([]);
      } finally {
        remove();
      }
    });
  },
);

describe.each(inTurn(foreign))('each piece alone in $name', (shape) => {
  it.each(
    sampled(
      catalogue.pieces.map(({ id }) => id),
      (id) => `/${id}/`,
    ),
  )('%s: compiles, loads, and the own tests stay green', { timeout: 240_000 }, (id) => {
    const { root, remove } = added(shape, [id]);
    try {
      if (existsSync(join(root, 'tsconfig.json'))) expect(typeErrors(root)).toBe('');
      else expect(loadErrors(root)).toBe('');
      expect(ownTests(root)).toBe('green');
    } finally {
      remove();
    }
  });
});

/** A fixture in git, with its packages and with these pieces. */
function added(shape: Case, pieces: readonly string[]): { root: string; remove: () => void } {
  const made = copyOf(join(shape.folder, 'input'));
  spawnSync('git', ['init', '--quiet'], { cwd: made.root });
  writeFileSync(join(made.root, '.git/info/exclude'), 'node_modules\n');
  symlinkSync(installed(shape.install, { below: warm, versions }), join(made.root, 'node_modules'));
  const secret = (): string => randomBytes(48).toString('base64url');
  const plan = planAdd({ repo: detectRepo(made.root), pieces, catalogue, secret });
  if (isRefusal(plan as { kind?: string })) throw new Error(printRefusal(plan as Refusal));
  write(plan as Plan);
  return made;
}

/** Requires every source but the one that starts to listen: a file that nothing imports yet must load too. */
function loadErrors(root: string): string {
  const sources = Object.keys(filesOf(root)).filter((path) => /^src\/.*\.js$/.test(path));
  const script = sources
    .filter((path) => path !== 'src/index.js')
    .map((path) => `require(${JSON.stringify(`./${path}`)});`)
    .join('\n');
  const { status, stderr } = spawnSync(process.execPath, ['--eval', script], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'test' },
    timeout: 20_000,
  });
  return status === 0 ? '' : stderr;
}

const add = (root: string, { pieces }: Case): Plan | Refusal =>
  planAdd({ repo: detectRepo(root), pieces, catalogue, secret: fixedSecret });

/** What a person does with a refusal: applies its patch, and runs the command again. */
function pasted(root: string, { patch }: Refusal, shape: Case): Plan {
  for (const part of parsePatch(patch)) {
    const path = join(root, (part.newFileName ?? '').replace(/^b\//, ''));
    const text = applyPatch(readFileSync(path, 'utf8'), part);
    if (text === false) throw new Error(`the patch does not apply to ${path}`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const again = add(root, shape);
  if (isRefusal(again as { kind?: string })) throw new Error(printRefusal(again as Refusal));
  return again as Plan;
}

function ownTests(root: string): string {
  const { status, stderr } = spawnSync(process.execPath, ['test/smoke.mjs'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'test' },
    timeout: 40_000,
  });
  return status === 0 ? 'green' : stderr;
}

function typeErrors(root: string): string {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, '-p', '.', '--noEmit'], {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
  }).stdout;
}

async function look(root: string, errors: 'ours' | 'theirs'): Promise<void> {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  const port = await freePort();
  const child = spawn(process.execPath, scripts.start.split(' ').slice(1), {
    cwd: root,
    env: { PATH: process.env['PATH'], NODE_ENV: 'development', PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    const origin = `http://127.0.0.1:${port}`;
    const home = await firstAnswer(origin, child);
    expect(home.status).toBe(200);
    const broken = await post(origin, '{"broken"');
    expect(broken.status).toBe(400);
    for (const answer of [home, broken]) {
      expect(answer.headers.get('x-frame-options')).toMatch(/^(DENY|SAMEORIGIN)$/);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
    expect(await broken.text()).not.toMatch(/node_modules|SyntaxError/);
    const large = await post(origin, JSON.stringify({ text: 'x'.repeat(200_000) }));
    expect(large.status).toBe(413);
    const missing = await fetch(`${origin}/nothing-here`);
    expect(missing.status).toBe(404);
    if (errors === 'ours') expect(missing.headers.get('content-type')).toContain('application/problem+json');
  } finally {
    child.kill('SIGKILL');
  }
}

const post = (origin: string, body: string): Promise<Response> =>
  fetch(`${origin}/echo`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });

async function firstAnswer(origin: string, child: ChildProcess): Promise<Response> {
  for (let left = 100; left > 0 && child.exitCode === null; left -= 1) {
    try {
      return await fetch(`${origin}/`);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`no answer within 10 seconds; exit code ${String(child.exitCode)}`);
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
