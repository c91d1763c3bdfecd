import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edits } from './edits.js';
import { cleanUp } from './scene.js';
import { ground, trial, type Ground } from './trial.js';

/** A few of each; test/e2e/evidence-edits.e2e.test.ts makes more than three hundred. */
let grounds: Ground;
beforeAll(async () => void (grounds = await ground()));
afterAll(cleanUp);

const few = edits.map((edit, index) => ({ edit, index })).filter(({ index }) => index % 6 === 0);

describe('an edit of evidence or page ticks nothing more and is told', () => {
  it.each(few.map(({ edit, index }) => [`${edit.of}: ${edit.name}`, edit, index] as const))(
    '%s',
    async (_name, edit, seed) => expect(await trial(edit, seed, grounds)).toBeUndefined(),
  );
});
