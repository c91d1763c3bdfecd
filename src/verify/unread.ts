import type { Finding } from '../define/probe.js';
import { inconclusive } from './probe.js';

/** An existing file that could not be read is not treated as missing, and proves nothing. */
export const unread = ({ path, why }: { readonly path: string; readonly why: string }): Finding =>
  inconclusive(`${path} ${why}, so what it says is not known`, path);
