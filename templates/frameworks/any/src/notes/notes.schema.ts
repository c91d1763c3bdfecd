import { z } from 'zod';
import { plainText } from '../security/contract.js';

/** What a client may write. Text is stored as sent; whoever displays it must encode it. */
export const newNote = z
  .strictObject({ title: plainText(1, 200), text: plainText(0, 8000).default('') }) // fits in 100 KiB of JSON, escaped
  .meta({ id: 'NewNote' });
export type NewNote = z.output<typeof newNote>;

/** What a client may read. All other properties of a stored note are left out. */
export const note = z
  .object({
    id: z.uuid(),
    title: z.string().meta({ maxLength: 200 }), // for the document; it was checked when it was written
    text: z.string().meta({ maxLength: 8000 }),
    createdAt: z.iso.datetime().max(30),
    updatedAt: z.iso.datetime().max(30),
  })
  .meta({ id: 'Note' });
export type Note = z.output<typeof note>;

/** As it is stored: an id may also come in upper case. */
const anyId = z.uuid().toLowerCase();
export const noteId = z.strictObject({ id: anyId });
export const notePage = z.strictObject({
  limit: z
    .stringFormat('limit', /^([1-9]\d?|100)$/)
    .meta({ maxLength: 3 })
    .default('20')
    .transform(Number),
  after: anyId.optional(),
});
export type NotePage = z.output<typeof notePage>;
