/** Injects the NoteRepository. */
export const NOTES = Symbol('NOTES');
