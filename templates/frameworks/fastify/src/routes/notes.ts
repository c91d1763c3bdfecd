import { z } from 'zod';
import { memoryNotes, type NoteRepository } from '../data/notes.js';
import { note, noteId, noteInput, notePage } from '../schemas/note.js';
import { Problem } from '../security/problem.js';
import { noContent, type RoutePlugin } from '../security/zod.js';

/** The example resource: replace it with your own. */
export const noteRoutes: RoutePlugin<{ notes?: NoteRepository }> = async (app, { notes = memoryNotes() }) => {
  app.get(
    '/notes',
    {
      schema: {
        summary: 'List notes',
        querystring: notePage,
        response: { 200: z.object({ notes: z.array(note) }) },
      },
    },
    async ({ query }) => ({ notes: await notes.list(query) }),
  );

  app.post(
    '/notes',
    { schema: { summary: 'Write a note', body: noteInput, response: { 201: note } } },
    async ({ body }, reply) => {
      const created = await notes.create(body);
      return reply.code(201).header('Location', `/notes/${created.id}`).send(created);
    },
  );

  app.get(
    '/notes/:id',
    { schema: { summary: 'Read a note', params: noteId, response: { 200: note } } },
    async ({ params }) => found(await notes.find(params.id)),
  );

  app.put(
    '/notes/:id',
    { schema: { summary: 'Replace a note', params: noteId, body: noteInput, response: { 200: note } } },
    async ({ params, body }) => found(await notes.replace(params.id, body)),
  );

  app.delete(
    '/notes/:id',
    { schema: { summary: 'Delete a note', params: noteId, response: { 204: noContent } } },
    async ({ params }, reply) => {
      found((await notes.remove(params.id)) || undefined);
      return reply.code(204).send();
    },
  );
};

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Problem('not_found');
  return value;
}
