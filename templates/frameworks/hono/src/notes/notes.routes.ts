import { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { createRoute, json, problem } from '../security/contract.js';
import type { ServiceEnv } from '../security/hono.js';
import { Problem } from '../security/problem.js';
import { newNote, note, noteId, notePage } from './notes.schema.js';
import { memoryNotes, type NoteStore } from './notes.store.js';

const body = { ...json(newNote, 'The note'), required: true };

const list = createRoute({
  method: 'get',
  path: '/notes',
  operationId: 'listNotes',
  tags: ['notes'],
  summary: 'List notes',
  request: { query: notePage },
  responses: { 200: json(z.object({ notes: z.array(note).max(100) }), 'OK') },
});

const create = createRoute({
  method: 'post',
  path: '/notes',
  operationId: 'createNote',
  tags: ['notes'],
  summary: 'Write a note',
  request: { body },
  responses: { 201: json(note, 'Created') },
});

const read = createRoute({
  method: 'get',
  path: '/notes/{id}',
  operationId: 'getNote',
  tags: ['notes'],
  summary: 'Read a note',
  request: { params: noteId },
  responses: { 200: json(note, 'OK'), ...problem('not_found') },
});

const replace = createRoute({
  method: 'put',
  path: '/notes/{id}',
  operationId: 'replaceNote',
  tags: ['notes'],
  summary: 'Replace a note',
  request: { params: noteId, body },
  responses: { 200: json(note, 'OK'), ...problem('not_found') },
});

const remove = createRoute({
  method: 'delete',
  path: '/notes/{id}',
  operationId: 'deleteNote',
  tags: ['notes'],
  summary: 'Delete a note',
  request: { params: noteId },
  responses: { 204: { description: 'No Content' }, ...problem('not_found') },
});

/** The example resource: replace it with your own. */
export const noteRoutes = (notes: NoteStore = memoryNotes()) =>
  new OpenAPIHono<ServiceEnv>()
    .openapi(list, async (c) => c.json({ notes: await notes.list(c.req.valid('query')) }, 200))
    .openapi(create, async (c) => {
      const created = await notes.create(c.req.valid('json'));
      return c.json(created, 201, { Location: `/notes/${created.id}` });
    })
    .openapi(read, async (c) => c.json(found(await notes.find(c.req.valid('param').id)), 200))
    .openapi(replace, async (c) =>
      c.json(found(await notes.replace(c.req.valid('param').id, c.req.valid('json'))), 200),
    )
    .openapi(remove, async (c) => {
      found((await notes.remove(c.req.valid('param').id)) || undefined);
      return c.body(null, 204);
    });

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Problem('not_found');
  return value;
}
