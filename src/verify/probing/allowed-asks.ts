import type { Client } from '../subjects/client.js';
import type { Ask, Reply } from '../subjects/http.js';
import type { Server } from '../subjects/server.js';
import { refusedIn } from '../subjects/transport.js';

export interface Named {
  readonly what: string;
  readonly ask: Ask;
}

/** Sends, in order, what the mode allows. Returns one sentence about the rest. */
export async function askAllowed<A extends Named>(
  server: Server,
  client: Client,
  asks: readonly A[],
): Promise<{ readonly answers: readonly (A & { readonly reply: Reply })[]; readonly left: string }> {
  const answers = [];
  const refused: { readonly what: string; readonly because: string }[] = [];
  for (const each of asks) {
    const because = server.refusal(each.ask);
    if (because !== undefined) refused.push({ what: each.what, because });
    else answers.push({ ...each, reply: await client.request(each.ask) });
  }
  const [first] = refused;
  if (first === undefined) return { answers, left: '' };
  const more = refused.length > 1 ? ` and ${refused.length - 1} more` : '';
  return { answers, left: `${refusedIn(server.mode, first.because)} (${first.what}${more})` };
}
