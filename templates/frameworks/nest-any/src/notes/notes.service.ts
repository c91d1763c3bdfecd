import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { NewNote, Note, NotePage } from './notes.schema.js';

/** Most notes in memory; the oldest is dropped first. */
const capacity = 10_000;

/** Keeps notes in memory. To keep them in a database, rewrite this class. */
@Injectable()
export class NotesService {
  private readonly notes = new Map<string, Note>();

  /**
   * Ids sort by creation time, so paging goes on even after a deleted note; in a database that is
   * `WHERE id > $after ORDER BY id LIMIT $limit`.
   */
  async list({ limit, after }: NotePage): Promise<Note[]> {
    const cursor = after?.toLowerCase() ?? '';
    return [...this.notes.values()].filter(({ id }) => id > cursor).slice(0, limit);
  }

  async find(id: string): Promise<Note | undefined> {
    return this.notes.get(id);
  }

  async create(input: NewNote): Promise<Note> {
    const oldest = this.notes.keys().next().value;
    if (this.notes.size >= capacity && oldest !== undefined) this.notes.delete(oldest);
    return this.put(uuid(), input, new Date().toISOString());
  }

  async replace(id: string, input: NewNote): Promise<Note | undefined> {
    const old = this.notes.get(id);
    return old && this.put(id, input, old.createdAt, new Date().toISOString());
  }

  async remove(id: string): Promise<boolean> {
    return this.notes.delete(id);
  }

  private put(id: string, input: NewNote, createdAt: string, updatedAt = createdAt): Note {
    const note = { id, ...input, createdAt, updatedAt };
    this.notes.set(id, note);
    return note;
  }
}
