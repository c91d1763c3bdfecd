import {
  Body,
  Controller,
  Delete,
  Get,
  NotFoundException,
  Param,
  Post,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import { z } from 'zod';
import { Answers, type Reply } from '../security/contract.js';
import { newNote, note, noteId, notePage, type NewNote, type Note, type NotePage } from './notes.schema.js';
import { NotesService } from './notes.service.js';

@Controller('notes')
export class NotesController {
  constructor(private readonly notes: NotesService) {}

  @Get()
  @Answers(200, z.object({ notes: z.array(note).max(100) }), { summary: 'List notes' })
  async listNotes(@Query({ schema: notePage }) page: NotePage): Promise<{ notes: Note[] }> {
    return { notes: await this.notes.list(page) };
  }

  @Post()
  @Answers(201, note, { summary: 'Write a note' })
  async createNote(
    @Body({ schema: newNote }) input: NewNote,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Note> {
    const created = await this.notes.create(input);
    reply.header('Location', `/notes/${created.id}`);
    return created;
  }

  @Get(':id')
  @Answers(200, note, { summary: 'Read a note', problems: ['not_found'] })
  async getNote(@Param({ schema: noteId }) { id }: NoteId): Promise<Note> {
    return found(await this.notes.find(id));
  }

  @Put(':id')
  @Answers(200, note, { summary: 'Replace a note', problems: ['not_found'] })
  async replaceNote(
    @Param({ schema: noteId }) { id }: NoteId,
    @Body({ schema: newNote }) input: NewNote,
  ): Promise<Note> {
    return found(await this.notes.replace(id, input));
  }

  @Delete(':id')
  @Answers(204, null, { summary: 'Delete a note', problems: ['not_found'] })
  async deleteNote(@Param({ schema: noteId }) { id }: NoteId): Promise<void> {
    if (!(await this.notes.remove(id))) throw new NotFoundException();
  }
}

type NoteId = z.output<typeof noteId>;

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new NotFoundException();
  return value;
}
