import { describe, expect, it } from 'vitest';
import { controls } from '../../src/controls/index.js';
import type { Framework } from '../../src/define/framework.js';
import { composeNew } from '../../src/plan/compose-service.js';
import { adaptersOf } from '../../src/plan/adapters-of.js';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import { piecesOf } from '../../src/plan/select.js';
import { frameworks } from '../../generators/frameworks/index.js';
import { harmless } from './harmless/mutants.js';
import { outOfReach } from './support/reach.js';
import { mutantsFor, resolved, type Mutant, type Sabotage } from './support/mutant.js';

/** Mutants that no longer fit the templates are found here, in a second, and not by the kill matrix, in minutes. */
const catalogue = loadCatalogue();
const usual = catalogue.targets[0]?.id ?? '';

describe.each(frameworks)('mutants of $id', (framework) => {
  const texts = (target: string) => filesOf(framework, target);
  const beyond = outOfReach(framework, catalogue);
  const within = controls.map(({ id }) => id).filter((id) => !beyond.controls.has(id));

  it.each(within)('%s: two or more, each with its anchors', async (id) => {
    const { mutants, subject } = (await import(`./${id}/mutants.ts`)) as Sabotage;
    const list = mutantsFor(adaptersOf(framework), mutants).filter(
      (mutant) => beyond.because(mutant) === undefined,
    );
    expect(list.length).toBeGreaterThanOrEqual(2);
    expect(lost(list, framework, texts(subject?.target ?? usual)).join('\n')).toBe('');
  });

  it('harmless changes: each with its anchors', () => {
    const all = mutantsFor(adaptersOf(framework), harmless);
    expect(all.length).toBeGreaterThanOrEqual(10);
    const list = all.filter((mutant) => beyond.because(mutant) === undefined);
    expect(lost(list, framework, texts(usual)).join('\n')).toBe('');
    const together = { name: 'all at once', edits: list.flatMap(({ edits }) => edits) }; // as the kill matrix does
    expect(lost([together], framework, texts(usual)).join('\n')).toBe('');
  });
});

/** Anchors that are not there exactly once; edits of one mutant see what the ones before it made. */
function lost(
  list: readonly Mutant[],
  framework: Framework,
  files: ReadonlyMap<string, string>,
): readonly string[] {
  return list.flatMap(({ name, edits }) => {
    const now = new Map(files);
    return resolved(edits, framework, catalogue.pieces).flatMap((edit) => {
      const text = now.get(edit.file);
      if ('create' in edit) now.set(edit.file, edit.create);
      else if ('remove' in edit) return now.delete(edit.file) ? [] : [`${name}: no ${edit.file}`];
      else if (text?.split(edit.find).length !== 2) return [`${name}: ${edit.file}: ${edit.find}`];
      else
        now.set(
          edit.file,
          text.replace(edit.find, () => edit.replace),
        );
      return [];
    });
  });
}

function filesOf(framework: Framework, target: string): ReadonlyMap<string, string> {
  const files = composeNew({
    answers: {
      name: 'subject',
      framework: framework.id,
      options: {},
      target,
      preset: 'full',
      pieces: piecesOf('full', framework, catalogue),
      packageManager: 'npm',
      node: '26',
    },
    catalogue,
    secret: () => 'dev_f3Kp9xQz7LmV2tRw8YbN4cHs6JdG1uAe5oXi0qZk',
  });
  // A lockfile comes with the first install.
  const lockfile = ['package-lock.json', '{\n    "node_modules/zod": {}\n}\n'] as const;
  return new Map([...files.map(({ path, text }) => [path, text] as const), lockfile]);
}
