import type { IncomingMessage } from 'node:http';
import { announcedFault } from './body+json.js';
import { checkType, unread } from './body+whole.js';

/** What a route takes as its body. */
export interface Accepted {
  readonly types: readonly string[];
  readonly bytes: number;
}

/** For a body that the handler reads as a stream: its type and its length, which the headers must announce. */
export function checkAnnounced(req: IncomingMessage, { types, bytes }: Accepted): void {
  const { headers } = req;
  checkType(headers, types);
  const isAnnounced = headers['transfer-encoding'] === undefined;
  const fault = isAnnounced ? announcedFault(headers, bytes) : 'length_required';
  if (fault !== undefined) throw unread(req, fault);
}
