import {
  Body,
  Controller,
  Delete,
  Get,
  Inject,
  NotFoundException,
  Param,
  Post,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import { z } from 'zod';
import type { NoteRepository } from '../data/notes.js';
import {
  note,
  noteId,
  noteInput,
  notePage,
  type Note,
  type NoteInput,
  type NotePage,
} from '../schemas/note.js';
import { Operation, type Reply } from '../security/operation.js';
import { NOTES } from './notes.token.js';

@Controller('notes')
export class NotesController {
  constructor(@Inject(NOTES) private readonly notes: NoteRepository) {}

  @Get()
  @Operation({ summary: 'List notes', status: 200, response: z.object({ notes: z.array(note) }) })
  async list(@Query({ schema: notePage }) page: NotePage): Promise<{ notes: Note[] }> {
    return { notes: await this.notes.list(page) };
  }

  @Post()
  @Operation({ summary: 'Write a note', status: 201, response: note })
  async create(
    @Body({ schema: noteInput }) input: NoteInput,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Note> {
    const created = await this.notes.create(input);
    reply.header('Location', `/notes/${created.id}`);
    return created;
  }

  @Get(':id')
  @Operation({ summary: 'Read a note', status: 200, response: note })
  async read(@Param({ schema: noteId }) { id }: Pick<Note, 'id'>): Promise<Note> {
    return found(await this.notes.find(id));
  }

  @Put(':id')
  @Operation({ summary: 'Replace a note', status: 200, response: note })
  async replace(
    @Param({ schema: noteId }) { id }: Pick<Note, 'id'>,
    @Body({ schema: noteInput }) input: NoteInput,
  ): Promise<Note> {
    return found(await this.notes.replace(id, input));
  }

  @Delete(':id')
  @Operation({ summary: 'Delete a note', status: 204, response: null })
  async remove(@Param({ schema: noteId }) { id }: Pick<Note, 'id'>): Promise<void> {
    found((await this.notes.remove(id)) || undefined);
  }
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new NotFoundException();
  return value;
}
