import { sha256 } from '../../sha256.js';

/** One part of a form: a text, or a file with its name and type. */
export interface FormPart {
  readonly name: string;
  readonly content: string | Buffer;
  readonly file?: { readonly name: string; readonly type: string };
}

/** A body of multipart/form-data, with a boundary that no part contains. */
export function multipart(parts: readonly FormPart[]): { readonly type: string; readonly body: Buffer } {
  const contents = parts.map(({ content }) => Buffer.from(content));
  const boundary = `rampart-${sha256(Buffer.concat(contents).toString('latin1')).slice(0, 24)}`;
  const body = parts.flatMap(({ name, file }, index) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${quotable(name)}"` +
        `${file === undefined ? '' : `; filename="${quotable(file.name)}"\r\nContent-Type: ${file.type}`}\r\n\r\n`,
    ),
    contents[index] ?? Buffer.alloc(0),
    Buffer.from('\r\n'),
  ]);
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([...body, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

/** As browsers write a name between quotes. */
const quotable = (name: string): string =>
  name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
