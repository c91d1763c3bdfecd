import { randomUUID } from 'node:crypto';

export interface Note {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** As many notes as NOTES says. */
const notes: readonly Note[] = Array.from({ length: Number(process.env.NOTES) }, (_, index) => {
  const createdAt = new Date(1_700_000_000_000 + index).toISOString();
  return { id: randomUUID(), title: 'A note', text: 'Its text', createdAt, updatedAt: createdAt };
});

/** The data of every rival: the answer that the hardened service gives. */
export const page = async (limit: number): Promise<{ readonly notes: readonly Note[] }> => ({
  notes: notes.slice(0, limit),
});

export const port = Number(process.env.PORT);
