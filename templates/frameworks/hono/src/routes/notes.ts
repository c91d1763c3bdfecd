import { z } from 'zod';
import { memoryNotes, type NoteRepository } from '../data/notes.js';
import { note, noteId, noteInput, notePage } from '../schemas/note.js';
import { createApi, type Api } from '../security/api.js';
import { Problem } from '../security/problem.js';

/** The example resource: replace it with your own. */
export function noteApi(notes: NoteRepository = memoryNotes()): Api {
  const api = createApi();

  api.get(
    '/notes',
    { summary: 'List notes', query: notePage, responses: { 200: z.object({ notes: z.array(note) }) } },
    async (c) => c.var.answer(200, { notes: await notes.list(c.req.valid('query')) }),
  );

  api.post('/notes', { summary: 'Write a note', json: noteInput, responses: { 201: note } }, async (c) => {
    const created = await notes.create(c.req.valid('json'));
    return c.var.answer(201, created, { Location: `/notes/${created.id}` });
  });

  api.get('/notes/:id', { summary: 'Read a note', param: noteId, responses: { 200: note } }, async (c) => {
    const { id } = c.req.valid('param');
    return c.var.answer(200, found(await notes.find(id)));
  });

  api.put(
    '/notes/:id',
    { summary: 'Replace a note', param: noteId, json: noteInput, responses: { 200: note } },
    async (c) => {
      const { id } = c.req.valid('param');
      return c.var.answer(200, found(await notes.replace(id, c.req.valid('json'))));
    },
  );

  api.delete(
    '/notes/:id',
    { summary: 'Delete a note', param: noteId, responses: { 204: null } },
    async (c) => {
      found((await notes.remove(c.req.valid('param').id)) || undefined);
      return c.var.answer(204, null);
    },
  );

  return api;
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Problem('not_found');
  return value;
}
