import { afterAll, beforeAll, expect, it } from 'vitest';
import { edits } from '../evidence/edits.js';
import { cleanUp } from '../evidence/scene.js';
import { ground, trial, type Ground } from '../evidence/trial.js';
import { sampled } from './support/sample.js';

let grounds: Ground;
beforeAll(async () => void (grounds = await ground()));
afterAll(cleanUp);

const count = Math.max(300, edits.length * 2);
const all = Array.from({ length: count }, (_, seed) => edits[seed % edits.length]).flatMap((edit, seed) =>
  edit === undefined ? [] : [{ seed, edit }],
);
const chosen = sampled(all, ({ edit }) => edit.name);
const kinds = [...new Set(chosen.map(({ edit }) => edit.of))].map((of) => {
  const those = chosen.filter(({ edit }) => edit.of === of);
  return [those.length, of, those] as const;
});

it.each(kinds)(
  '%i generated edits (%s): none ticks more, none is silent',
  { timeout: 900_000 },
  async (_count, _of, those) => {
    const wrong: string[] = [];
    for (const { seed, edit } of those) {
      const said = await trial(edit, seed + 1000, grounds);
      if (said !== undefined) wrong.push(said);
    }
    expect(wrong).toEqual([]);
  },
);
