import type { Finding } from '../../define/probe.js';
import { fail } from '../probe.js';
import { collectReplies, type NamedReply, type Replies } from './collect-replies.js';
import { isDone } from '../subjects/answered.js';

export interface HeadersSeen extends Replies {
  readonly secure: 'yes' | 'no';
}

export const lookAtHeaders = async (server: Parameters<typeof collectReplies>[0]): Promise<HeadersSeen> => ({
  secure: server.endpoint.transport === 'tls' || server.stance === 'behind-proxy' ? 'yes' : 'no',
  ...(await collectReplies(server)),
});

/** Not judged by error pages alone: Express's own 404 page has two of these headers. */
export const isShown = (seen: readonly NamedReply[]): boolean =>
  seen.some(({ reply }) => isDone(reply.status));

/** The first place of each fault, and the number of others. */
export function oncePerFault(faults: readonly Finding[]): readonly Finding[] {
  const texts = [...new Set(faults.map(({ because }) => because))];
  return texts.slice(0, 12).map((because) => {
    const same = faults.filter((fault) => fault.because === because);
    return fail(same.length > 1 ? `${because} (${same.length} answers)` : because, same[0]?.where);
  });
}
