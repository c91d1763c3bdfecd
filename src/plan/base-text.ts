import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { jsonTable } from '../parsed-json.js';

/**
 * .rampart/base.json: the texts as written, by path, as Brotli in base64. Text in JSON, so that git, editors and undo
 * handle it like any other file. Brotli's output does not depend on the processor, as that of Node's zlib may.
 */
export const baseText = (texts: Readonly<Record<string, string>>): string =>
  `${JSON.stringify({ brotli: packed(JSON.stringify(texts)).toString('base64') }, null, 1)}\n`;

/** Quality 5: a tenth larger than the best, in a fiftieth of the time. */
const packed = (text: string): Buffer =>
  brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 22 },
  });

/** The texts of a base, also of one that an older rampart wrote plainly; undefined for anything else. */
export function textsOfBase(base: string): Readonly<Record<string, string>> | undefined {
  const table = jsonTable(base);
  const brotli = table !== undefined && Object.keys(table).join() === 'brotli' ? table['brotli'] : undefined;
  const texts = typeof brotli === 'string' ? unpacked(brotli) : table;
  return texts !== undefined && areTexts(texts) ? texts : undefined;
}

const areTexts = (table: Readonly<Record<string, unknown>>): table is Readonly<Record<string, string>> =>
  Object.values(table).every((text) => typeof text === 'string');

/** A few bytes can unpack to gigabytes, and the file is the repo's: more than this is no base. */
const most = 8 * 1024 * 1024;

function unpacked(base64: string): ReturnType<typeof jsonTable> {
  try {
    const bytes = brotliDecompressSync(Buffer.from(base64, 'base64'), { maxOutputLength: most });
    return jsonTable(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
