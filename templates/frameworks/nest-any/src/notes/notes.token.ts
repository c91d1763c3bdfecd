/** Where notes are kept: a NoteRepository. */
export const NOTES = Symbol('NOTES');
