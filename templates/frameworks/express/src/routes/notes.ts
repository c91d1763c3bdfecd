import { z } from 'zod';
import { memoryNotes, type NoteRepository } from '../data/notes.js';
import { note, noteId, noteInput, notePage } from '../schemas/note.js';
import { Problem } from '../security/problem.js';
import { defineRoute, noInput, type CheckedRoute } from '../security/route.js';

/** The example resource: replace it with your own. */
export const noteRoutes = (notes: NoteRepository = memoryNotes()): readonly CheckedRoute[] => [
  defineRoute({
    ...noInput,
    method: 'get',
    path: '/notes',
    summary: 'List notes',
    query: notePage,
    responses: { 200: z.object({ notes: z.array(note) }) },
    handler: async ({ query }) => ({ status: 200, body: { notes: await notes.list(query) } }),
  }),
  defineRoute({
    ...noInput,
    method: 'post',
    path: '/notes',
    summary: 'Write a note',
    body: noteInput,
    responses: { 201: note },
    handler: async ({ body }) => {
      const created = await notes.create(body);
      return { status: 201, body: created, headers: { Location: `/notes/${created.id}` } };
    },
  }),
  defineRoute({
    ...noInput,
    method: 'get',
    path: '/notes/:id',
    summary: 'Read a note',
    params: noteId,
    responses: { 200: note },
    handler: async ({ params }) => ({ status: 200, body: found(await notes.find(params.id)) }),
  }),
  defineRoute({
    ...noInput,
    method: 'put',
    path: '/notes/:id',
    summary: 'Replace a note',
    params: noteId,
    body: noteInput,
    responses: { 200: note },
    handler: async ({ params, body }) => ({ status: 200, body: found(await notes.replace(params.id, body)) }),
  }),
  defineRoute({
    ...noInput,
    method: 'delete',
    path: '/notes/:id',
    summary: 'Delete a note',
    params: noteId,
    responses: { 204: null },
    handler: async ({ params }) => {
      found((await notes.remove(params.id)) || undefined);
      return { status: 204, body: null };
    },
  }),
];

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Problem('not_found');
  return value;
}
