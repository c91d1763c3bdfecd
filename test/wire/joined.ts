import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Framework } from '../../src/define/framework.js';
import { detectRepo } from '../../src/repo/detect.js';
import { isRefusal, type Refusal } from '../../src/wire/refusal.js';
import { partOrder } from '../../src/wire/wiring-points.js';
import { wire } from '../../src/wire/wire.js';

/** What of an app each framework's composition root takes, as far as joining asks. */
const wirings: Readonly<Record<string, Framework['wiring']>> = {
  express: {
    before: { name: 'secureApp', text: (app) => `secureApp(${app});` },
    after: { name: 'secureErrors', text: (app) => `secureErrors(${app});` },
    server: { name: 'secureServer', text: (server) => `secureServer(${server})` },
  },
  fastify: {
    create: { name: 'secureOptions', text: (options) => `secureOptions(${options})` },
    before: { name: 'secureApp', text: (app) => `secureApp(${app});` },
  },
  hono: {
    before: { name: 'secureApp', text: (app) => `secureApp(${app});` },
    server: { name: 'secureServer', text: (server) => `secureServer(${server})` },
  },
  nest: { before: { name: 'secureApp', text: (app) => `secureApp(${app});` } },
};

const versions: Readonly<Record<string, string>> = {
  express: '^5.1.0',
  fastify: '^5.12.0',
  hono: '^4.13.0',
  nest: '^12.0.0',
};

const packages: Readonly<Record<string, string>> = { nest: '@nestjs/core' };

/** The files of a repo of a framework, joined in every part that the framework has; or the refusal. */
export function joined(
  framework: string,
  files: Readonly<Record<string, string>>,
  more: { readonly dependencies?: Readonly<Record<string, string>>; readonly type?: 'module' } = {},
): Readonly<Record<string, string>> | Refusal {
  const root = mkdtempSync(join(tmpdir(), 'rampart-joined-'));
  try {
    const dependencies = {
      [packages[framework] ?? framework]: versions[framework] ?? '',
      ...more.dependencies,
    };
    const all = { 'package.json': JSON.stringify({ name: 'x', type: more.type, dependencies }), ...files };
    for (const [path, text] of Object.entries(all)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const repo = detectRepo(root);
    if (repo.framework.kind === 'unknown') throw new Error(repo.framework.because);
    const wiring = wirings[framework] ?? {};
    const done = wire(repo, repo.framework.recogniser, {
      parts: partOrder.filter((part) => wiring[part] !== undefined),
      wiring,
      root: {
        stem: `${repo.layout.source === '' ? '' : `${repo.layout.source}/`}security/index`,
        aliases: repo.reader.aliases,
      },
      suffix: repo.layout.suffix,
      behind: new Set(),
    });
    return isRefusal(done) ? done : Object.fromEntries(done.texts);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
