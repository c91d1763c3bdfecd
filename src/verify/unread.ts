import type { Finding } from '../define/probe.js';
import { inconclusive } from './probe.js';

/** A file that is there and could not be read is no file that is absent, and proves nothing. */
export const unread = ({ path, why }: { readonly path: string; readonly why: string }): Finding =>
  inconclusive(`${path} ${why}, so what it says is not known`, path);
