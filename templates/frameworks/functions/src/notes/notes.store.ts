import { v7 as uuid } from 'uuid';
import type { Note, NewNote, NotePage } from './notes.schema.js';

/** Stores notes. To keep them in a database, implement this. */
export interface NoteStore {
  list(page: NotePage): Promise<Note[]>;
  find(id: string): Promise<Note | undefined>;
  create(input: NewNote): Promise<Note>;
  replace(id: string, input: NewNote): Promise<Note | undefined>;
  remove(id: string): Promise<boolean>;
}

/**
 * Keeps at most `capacity` notes in memory and drops the oldest first. Ids sort by creation time, so paging
 * goes on even after a deleted note; in a database that is `WHERE id > $after ORDER BY id LIMIT $limit`.
 */
export function memoryNotes(capacity = 10_000): NoteStore {
  const notes = new Map<string, Note>();
  const put = (id: string, input: NewNote, createdAt: string, updatedAt = createdAt): Note => {
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
