import { isNotRead, readBytes } from '../../read-file.js';
import { no, yes, type Told } from './told.js';

export const absent = 'it is not there';

/** The bytes of an ordinary file, or why there are none. */
export function plainFile(path: string, most: number): Told<Buffer> {
  const bytes = readBytes(path, most);
  if (!isNotRead(bytes)) return yes(bytes);
  return no(bytes.no === 'absent' ? absent : bytes.because);
}
