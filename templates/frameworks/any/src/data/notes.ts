import { v7 as uuid } from 'uuid';
import type { Note, NoteInput, NotePage } from '../schemas/note.js';

/** Where notes are kept: the one thing to implement when they move into a database. */
export interface NoteRepository {
  list(page: NotePage): Promise<Note[]>;
  find(id: string): Promise<Note | undefined>;
  create(input: NoteInput): Promise<Note>;
  replace(id: string, input: NoteInput): Promise<Note | undefined>;
  remove(id: string): Promise<boolean>;
}

/**
 * In memory, at most `capacity`: the oldest goes first. Ids sort by when they were made, so that a page
 * goes on after a note that is gone; in a database that is `WHERE id > $after ORDER BY id LIMIT $limit`.
 */
export function memoryNotes(capacity = 10_000): NoteRepository {
  const notes = new Map<string, Note>();
  const put = (id: string, input: NoteInput, createdAt: string, updatedAt = createdAt): Note => {
    const note = { id, ...input, createdAt, updatedAt };
    notes.set(id, note);
    return note;
  };
  return {
    list: async ({ limit, after }) => {
      const cursor = after?.toLowerCase() ?? '';
      return [...notes.values()].filter(({ id }) => id > cursor).slice(0, limit);
    },
    find: async (id) => notes.get(id),
    create: async (input) => {
      const oldest = notes.keys().next().value;
      if (notes.size >= capacity && oldest !== undefined) notes.delete(oldest);
      return put(uuid(), input, new Date().toISOString());
    },
    replace: async (id, input) => {
      const old = notes.get(id);
      return old && put(id, input, old.createdAt, new Date().toISOString());
    },
    remove: async (id) => notes.delete(id),
  };
}
