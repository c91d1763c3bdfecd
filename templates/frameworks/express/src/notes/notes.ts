import { Router } from 'express';
import { z } from 'zod';
import { Problem } from '../security/problem.js';
import { routing, validate } from '../security/contract.js';
import { newNote, note, noteId, notePage } from './notes.schema.js';
import { memoryNotes, type NoteStore } from './notes.store.js';

/** The example resource: replace it with your own. */
export function notesRouter(notes: NoteStore = memoryNotes()): Router {
  const router = Router(routing);

  router.get(
    '/notes',
    validate({
      operationId: 'listNotes',
      summary: 'List notes',
      tags: ['notes'],
      query: notePage,
      responses: { 200: z.object({ notes: z.array(note).max(100) }) },
    }),
    async (req, res) => {
      res.json({ notes: await notes.list(req.query) });
    },
  );

  router.post(
    '/notes',
    validate({
      operationId: 'createNote',
      summary: 'Write a note',
      tags: ['notes'],
      body: newNote,
      responses: { 201: note },
    }),
    async (req, res) => {
      const created = await notes.create(req.body);
      res.status(201).location(`/notes/${created.id}`).json(created);
    },
  );

  router.get(
    '/notes/:id',
    validate({
      operationId: 'getNote',
      summary: 'Read a note',
      tags: ['notes'],
      params: noteId,
      responses: { 200: note },
      problems: ['not_found'],
    }),
    async (req, res) => {
      res.json(found(await notes.find(req.params.id)));
    },
  );

  router.put(
    '/notes/:id',
    validate({
      operationId: 'replaceNote',
      summary: 'Replace a note',
      tags: ['notes'],
      params: noteId,
      body: newNote,
      responses: { 200: note },
      problems: ['not_found'],
    }),
    async (req, res) => {
      res.json(found(await notes.replace(req.params.id, req.body)));
    },
  );

  router.delete(
    '/notes/:id',
    validate({
      operationId: 'deleteNote',
      summary: 'Delete a note',
      tags: ['notes'],
      params: noteId,
      responses: { 204: null },
      problems: ['not_found'],
    }),
    async (req, res) => {
      found((await notes.remove(req.params.id)) || undefined);
      res.status(204).end();
    },
  );

  return router;
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Problem('not_found');
  return value;
}
