import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import { planAdd } from '../../src/plan/add.js';
import { composeNew } from '../../src/plan/compose-service.js';
import type { Plan } from '../../src/plan/plan.js';
import { detectRepo } from '../../src/repo/detect.js';
import { isRefusal } from '../../src/wire/refusal.js';
import { lay } from '../support/lay.js';

const catalogue = loadCatalogue();
const secret = (name: string): string => `generated-${name}-0123456789abcdef`;
const root = mkdtempSync(join(tmpdir(), 'rampart-older-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function plannedCors(): Plan {
  const plan = planAdd({ repo: detectRepo(root), pieces: ['cors'], catalogue, secret });
  if (isRefusal(plan)) throw new Error(plan.reason);
  return plan;
}

it('a service of version 0.3 on Nest with Fastify gets the pieces of nest-fastify', () => {
  const files = composeNew({
    answers: {
      name: 'older',
      framework: 'nest-fastify',
      target: catalogue.targets[0]?.id ?? '',
      preset: 'minimal',
      pieces: ['security-headers'],
      options: {},
      packageManager: 'npm',
      node: '26',
    },
    catalogue,
    secret,
  });
  lay(root, files);
  const today = plannedCors();
  expect(today.changes.map(({ path }) => path)).toContain('src/security/cors.ts');

  const path = join(root, 'rampart.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { rampart: string; answers: object };
  const answers = { ...manifest.answers, framework: 'nest', options: { nest: { adapter: 'fastify' } } };
  writeFileSync(path, JSON.stringify({ ...manifest, rampart: '0.3.0', answers }));
  const texts = ({ changes }: Plan) =>
    changes.map(({ path: at, kind, after }) => ({ path: at, kind, after }));
  expect(texts(plannedCors())).toEqual(texts(today));
});
