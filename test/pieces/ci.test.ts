import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { pins } from '../../generators/pins.js';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('ci');
const workflows = ['.github/workflows/ci.yml', '.github/workflows/code-scanning.yml'];

interface Workflow {
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, { name: string; permissions: object; 'timeout-minutes': number }>>;
}

it('brings its files', () => {
  expect(emitted.paths).toEqual(
    expect.arrayContaining([...workflows, '.github/dependabot.yml', '.secretlintrc.json', '.npmrc']),
  );
});

it.each(workflows)('%s gives rights to nobody, and to each job what it names', (path) => {
  const { permissions, jobs } = parse(emitted.text(path)) as Workflow;
  expect(permissions).toEqual({});
  for (const job of Object.values(jobs)) {
    expect(job).toMatchObject({ name: expect.any(String) as unknown, permissions: { contents: 'read' } });
    expect(job['timeout-minutes']).toBeLessThanOrEqual(20);
  }
});

it.each(workflows)('%s names only commits of the table of pins', (path) => {
  const uses = [...emitted.text(path).matchAll(/uses: (\S+)@(\S+) # (\S+)$/gm)];
  expect(uses).toHaveLength(emitted.text(path).split('uses:').length - 1);
  for (const [, name = '', sha, tag] of uses)
    expect(pins.actions.find((pin) => name.startsWith(pin.name))).toMatchObject({ sha, tag });
});

it('runs only scripts that are there', () => {
  const { scripts } = JSON.parse(emitted.text('package.json')) as { scripts: Record<string, string> };
  const called = [...emitted.text(workflows[0] ?? '').matchAll(/run: npm run (\S+)/g)].map(
    ([, name]) => name,
  );
  expect(called).toEqual(['lint', 'typecheck', 'secrets', 'build', 'test']);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(called));
});
