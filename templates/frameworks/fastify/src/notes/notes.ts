import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { noContent } from '../security/contract.js';
import { Problem } from '../security/problem.js';
import { newNote, note, noteId, notePage } from './notes.schema.js';
import { memoryNotes, type NoteStore } from './notes.store.js';

/** The example resource: replace it with your own. */
export const notes: FastifyPluginAsyncZod<{ store?: NoteStore }> = async (app, { store = memoryNotes() }) => {
  app.get(
    '/notes',
    {
      schema: {
        operationId: 'listNotes',
        tags: ['notes'],
        summary: 'List notes',
        querystring: notePage,
        response: { 200: z.object({ notes: z.array(note).max(100) }) },
      },
    },
    async (request) => ({ notes: await store.list(request.query) }),
  );

  app.post(
    '/notes',
    {
      schema: {
        operationId: 'createNote',
        tags: ['notes'],
        summary: 'Write a note',
        body: newNote,
        response: { 201: note },
      },
    },
    async (request, reply) => {
      const created = await store.create(request.body);
      return reply.code(201).header('Location', `/notes/${created.id}`).send(created);
    },
  );

  app.get(
    '/notes/:id',
    {
      schema: {
        operationId: 'getNote',
        tags: ['notes'],
        summary: 'Read a note',
        params: noteId,
        response: { 200: note },
      },
      config: { problems: ['not_found'] },
    },
    async (request) => found(await store.find(request.params.id)),
  );

  app.put(
    '/notes/:id',
    {
      schema: {
        operationId: 'replaceNote',
        tags: ['notes'],
        summary: 'Replace a note',
        params: noteId,
        body: newNote,
        response: { 200: note },
      },
      config: { problems: ['not_found'] },
    },
    async (request) => found(await store.replace(request.params.id, request.body)),
  );

  app.delete(
    '/notes/:id',
    {
      schema: {
        operationId: 'deleteNote',
        tags: ['notes'],
        summary: 'Delete a note',
        params: noteId,
        response: { 204: noContent },
      },
      config: { problems: ['not_found'] },
    },
    async (request, reply) => {
      found((await store.remove(request.params.id)) || undefined);
      return reply.code(204).send();
    },
  );
};

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Problem('not_found');
  return value;
}
