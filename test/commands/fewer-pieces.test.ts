import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { notFor } from '../../src/commands/not-for.js';
import { main } from '../../src/cli/main.js';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import type { Framework } from '../../src/define/framework.js';
import type { Piece } from '../../src/define/piece.js';
import type { Catalogue } from '../../src/plan/catalogue.js';
import { harmless } from '../mutants/harmless/mutants.js';
import { outOfReach } from '../mutants/support/reach.js';
import { mutantsFor } from '../mutants/support/mutant.js';
import { rampart } from '../support/rampart.js';
import { keys, Terminal } from './terminal.js';

/**
 * A framework that is made here, and that only the pieces of a bare service have an adapter for. It lacks what
 * needs one of its own, such as cors, and what needs such a piece: upgrades fits it and needs cors.
 */
const bare = vi.hoisted(() =>
  'problem logging errors content-type body-limits input-validation health'.split(' '),
);

vi.mock('../../generators/frameworks/index.js', async (original) => {
  const { frameworks } = await original<{ frameworks: readonly Framework[] }>();
  const koa = { ...frameworks[0], id: 'koa', title: 'Koa 3', adapters: ['koa'] };
  return { frameworks: [...frameworks, koa] };
});
vi.mock('../../generators/pieces/index.js', async (original) => {
  const { pieces } = await original<{ pieces: readonly Piece[] }>();
  const withFit = (piece: Piece) => ({ ...piece, fits: { ...piece.fits, koa: { packages: [] } } });
  return { pieces: pieces.map((piece) => (bare.includes(piece.id) ? withFit(piece) : piece)) };
});

vi.mock('../../generators/load-catalogue.js', async (original) => {
  const { loadCatalogue } = await original<{ loadCatalogue: () => Catalogue }>();
  const { mainsFor } = await import('../support/mains-for.js');
  const withMains = (catalogue: Catalogue): Catalogue => {
    const { layers, frameworks } = catalogue;
    return { ...catalogue, layers: { ...layers, ...mainsFor('koa', frameworks[0]?.adapters ?? [], layers) } };
  };
  return { loadCatalogue: () => withMains(loadCatalogue()) };
});

const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function terminal(people: 'terminal' | 'pipe' = 'pipe'): Terminal {
  const cwd = mkdtempSync(join(tmpdir(), 'rampart-fewer-'));
  made.push(cwd);
  return new Terminal(cwd, { people });
}

const quick = ['--yes', '--no-install', '--no-git'];
const missing = ['cors', 'http-strict', 'rate-limit', 'security-headers', 'security-txt'];
/** What every place says of it. */
const says = notFor(framework('koa'), loadCatalogue()) ?? '';
const there = ['config', 'errors', 'graceful-shutdown', 'health', 'ignore-files'];

describe('a framework with fewer pieces', () => {
  it('is said to lack each of them by name, and one with all of them nothing', () => {
    expect(says).toMatch(/^not for Koa 3: [a-z-]+(?:, [a-z-]+)+$/);
    expect(says.slice(says.indexOf(':') + 2).split(', ')).toEqual(expect.arrayContaining(missing));
    expect(there.filter((id) => says.split(/[ ,]+/).includes(id))).toEqual([]);
    expect(notFor(framework('express'), loadCatalogue())).toBeUndefined();
  });

  it('is made with what it can have', async () => {
    const { io } = terminal();
    expect(await main(['new', 'svc', ...quick, '--framework', 'koa'], io)).toBe(0);
    const { answers } = JSON.parse(readFileSync(join(io.cwd, 'svc/rampart.json'), 'utf8')) as {
      answers: { pieces: readonly string[] };
    };
    expect(answers.pieces).toEqual(expect.arrayContaining(there));
    expect(answers.pieces.filter((id) => missing.includes(id))).toEqual([]);
  });

  it.each([
    ['cors', 'got "cors".'],
    ['upgrades', 'got "upgrades", which needs "cors".'],
  ])('refuses %s when it is asked for by name, and says why', async (id, says) => {
    const shown = terminal();
    const ended = await main(['new', 'svc', ...quick, '--framework', 'koa', '--pieces', id], shown.io);
    expect(ended).toBe(5);
    expect(shown.plain()).toContain('RAMPART_UNSUPPORTED_PIECE');
    expect(shown.plain().replace(/\s+/g, ' ')).toContain(`Expected a piece that fits koa, ${says}`);
    expect(existsSync(join(shown.io.cwd, 'svc'))).toBe(false);
  });

  it('is refused such a piece by add, and offered none of them', async () => {
    const shown = terminal();
    const inside = { ...shown.io, cwd: join(shown.io.cwd, 'svc') };
    await main(['new', 'svc', ...quick, '--framework', 'koa'], shown.io);
    expect(await main(['add', 'rate-limit', '--allow-dirty'], inside)).toBe(5);
    expect(shown.plain()).toContain('Expected a piece that fits koa, got "rate-limit"');
    expect(await main(['add', '--yes', '--allow-dirty'], inside)).toBe(0);
    expect(shown.plain()).toContain('Nothing to do');
  });

  it('is told what add has none of, with what it can add', async () => {
    const shown = terminal();
    const inside = { ...shown.io, cwd: join(shown.io.cwd, 'svc') };
    await main(['new', 'svc', ...quick, '--framework', 'koa', '--pieces', 'health'], shown.io);
    expect(await main(['add'], inside)).toBe(5);
    const list = shown.plain().slice(shown.plain().indexOf('[piece...], of:'));
    expect(list).toMatch(/^ +ignore-files /m);
    expect(list).not.toMatch(/^ +cors /m);
    expect(list.replace(/\s+/g, ' ')).toContain(says);
  });

  it('is asked about by name, and the pieces that it lacks are said, in the question and the summary', async () => {
    const shown = terminal('terminal');
    const ended = main(
      ['new', 'svc', '--framework', 'koa', '--no-install', '--no-git', '--dry-run'],
      shown.io,
    );
    await shown.until('Where it runs');
    shown.press(keys.enter);
    await shown.until('? Preset');
    await shown.until('navigate');
    shown.press(keys.enter);
    await shown.until('not for Koa 3:');
    await shown.until('navigate');
    expect(shown.plain()).not.toContain('Security headers');
    shown.press(keys.enter);
    await shown.until('Package manager');
    shown.press(keys.enter);
    await shown.until('Node line');
    shown.press(keys.enter);
    await shown.until('not for Koa 3:');
    await shown.until('no piece meets');
    await shown.until('Show it?');
    shown.press(keys.enter);
    expect(await ended).toBe(0);
    const flat = shown.plain().replace(/\s+/g, ' ');
    const [asked = '', summary = ''] = flat.split(/(?= folder )/);
    expect(asked).toContain(says);
    expect(summary).toContain(says);
  });

  it('stands beside each piece that it lacks in list', async () => {
    const shown = terminal();
    expect(await main(['list', 'pieces'], shown.io)).toBe(0);
    const of = (id: string) =>
      shown
        .plain()
        .split('\n')
        .find((line) => line.startsWith(`  ${id} `));
    expect(of('cors')).toMatch(/\(not for koa\)$/);
    expect(of('security-txt')).toMatch(/\(not for koa\)$/);
    expect(of('health')).not.toContain('not for');
  });

  it('can be read from list and schema by a program', async () => {
    const { pieces } = (await rampart(tmpdir(), 'list', 'pieces')).document as {
      pieces: readonly { id: string; frameworks: readonly string[] }[];
    };
    const having = (id: string) => pieces.find((piece) => piece.id === id)?.frameworks.includes('koa');
    expect([...missing, ...there].map((id) => [id, having(id)])).toEqual([
      ...missing.map((id) => [id, false]),
      ...there.map((id) => [id, true]),
    ]);
    const { schema } = (await rampart(tmpdir(), 'schema')).document as {
      schema: { properties: { pieces: { description: string } } };
    };
    expect(schema.properties.pieces.description).toContain(`N${says.slice(1)}.`);
  });
});

describe('the checklist of a framework with fewer pieces', () => {
  it('names no command for what no piece does, and says so', async () => {
    const { io } = terminal();
    await main(['new', 'svc', ...quick, '--framework', 'koa'], io);
    const { document } = await rampart(io.cwd, 'verify', 'svc');
    const rows = document['controls'] as readonly { id: string; outcome: string; remedy: string }[];
    const row = (id: string) => rows.find((one) => one.id === id);
    expect(row('cors-allowlist')?.remedy).toMatch(/^by hand, since no piece for Koa 3 does it: /);
    expect(row('secrets-gitignore')?.remedy).not.toContain('no piece for');
    const green = rows.filter(({ outcome }) => outcome === 'pass').map(({ id }) => id);
    expect(green).toContain('secrets-gitignore');
    const beyond = outOfReach(framework('koa'), loadCatalogue()).controls;
    expect(green.filter((id) => beyond.has(id))).toEqual([]);
  });

  it('has the controls of absent pieces out of reach of mutants, and changes to their files', () => {
    const { controls, because } = outOfReach(framework('koa'), loadCatalogue());
    expect([...controls]).toEqual(expect.arrayContaining(['cors-allowlist', 'rate-limit-global']));
    expect(controls.has('secrets-gitignore')).toBe(false);
    expect(controls.has('error-no-leak')).toBe(false);
    const reasons = new Map(mutantsFor(['any'], harmless).map((one) => [one.name, because(one)]));
    expect(reasons.get('a stricter global limit')).toBe('rate-limit');
    expect(reasons.get('another log level')).toBeUndefined();
  });

  it('leaves nothing out where a framework has every piece', () => {
    const { controls, because } = outOfReach(framework('express'), loadCatalogue());
    expect([...controls]).toEqual([]);
    expect(mutantsFor(['any', 'express'], harmless).filter((one) => because(one) !== undefined)).toEqual([]);
  });
});

function framework(id: string): Framework {
  const found = loadCatalogue().frameworks.find((one) => one.id === id);
  if (found === undefined) throw new Error(`No framework ${id}.`);
  return found;
}
