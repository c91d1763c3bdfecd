import { Module } from '@nestjs/common';
import { memoryNotes } from '../data/notes.js';
import { NotesController } from './notes.controller.js';
import { NOTES } from './notes.token.js';

/** The example resource: replace it with your own. */
@Module({
  controllers: [NotesController],
  providers: [{ provide: NOTES, useFactory: () => memoryNotes() }],
})
export class NotesModule {}
