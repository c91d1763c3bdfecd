import { afterAll, expect, it } from 'vitest';
import { edits } from '../evidence/edits.js';
import { cleanUp } from '../evidence/scene.js';
import { ground, trial } from '../evidence/trial.js';
import { sampled } from './support/sample.js';

afterAll(cleanUp);

const count = Math.max(300, edits.length * 3);
const all = Array.from({ length: count }, (_, seed) => ({ seed, edit: edits[seed % edits.length] }));

it(
  `${count} generated edits of evidence and page: none ticks more, none is silent`,
  { timeout: 900_000 },
  async () => {
    const grounds = await ground();
    const wrong: string[] = [];
    for (const { seed, edit } of sampled(all, ({ edit: one }) => one?.name ?? '')) {
      const said = edit && (await trial(edit, seed + 1000, grounds));
      if (said !== undefined) wrong.push(said);
    }
    expect(wrong).toEqual([]);
  },
);
