import { z } from 'zod';

/** What a client may write. Text is stored as sent; whoever displays it must encode it. */
export const noteInput = z.strictObject({
  title: z.string().min(1).max(200),
  text: z.string().max(20_000).default(''),
});
export type NoteInput = z.output<typeof noteInput>;

/** What a client may read. All other properties of a stored note are left out. */
export const note = z.object({
  id: z.uuid(),
  title: z.string(),
  text: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Note = z.output<typeof note>;

export const noteId = z.strictObject({ id: z.uuid() });
export const notePage = z.strictObject({
  limit: z.stringFormat('limit', /^([1-9]\d?|100)$/).default('20').transform(Number), // prettier-ignore
  after: z.uuid().optional(),
});
export type NotePage = z.output<typeof notePage>;
