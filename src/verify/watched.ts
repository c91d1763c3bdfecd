import { cleanLine } from '../clean.js';
import type { Others, Again, Server } from './subjects/server.js';
import type { Bench } from './subjects/bench.js';
import { clientOf } from './subjects/client-of.js';
import type { Ask } from './subjects/http.js';
import type { Boot } from './subjects/process.js';
import type { Step } from './subjects/exchange.js';

/**
 * What a probe asked and what came back, a line each: 'POST /notes (content-type: text/plain) -> 415'. Of each status a
 * few lines are kept, in the order in which they came, so that a reader sees what a result rests on.
 */
export class Seen {
  readonly #lines: { readonly line: string; readonly status: number }[] = [];

  note(line: string, status: number): void {
    const clean = cleanLine(line, longest);
    const alike = this.#lines.filter((one) => one.status === status);
    if (alike.length >= ofEach || this.#lines.length >= most || alike.some((one) => one.line === clean))
      return;
    this.#lines.push({ line: clean, status });
  }

  get lines(): readonly string[] {
    return this.#lines.map(({ line, status }) => `${line} -> ${status === 0 ? 'no answer' : status}`);
  }
}

const longest = 90;
const ofEach = 2;
const most = 8;

/** The same server, and everything that is asked through it is noted. */
export function watchedServer(server: Server, seen: Seen): Server {
  const watched: Server = {
    ...server,
    request: async (ask, from) => {
      const reply = await server.request(ask, from);
      seen.note(lineOf(ask), reply.status);
      return reply;
    },
    page: async (path, client) => {
      const reply = await server.page(path, client);
      seen.note(`GET ${path}`, reply.status);
      return reply;
    },
    raw: async (steps, options) => {
      const answer = await server.raw(steps, options);
      seen.note(firstLineOf(steps), answer.replies[0]?.status ?? 0);
      return answer;
    },
    client: () => clientOf(watched),
    others: watchedOthers(server.others, seen),
  };
  return watched;
}

/** The same bench: every boot that it gives is watched. */
export function watchedBench(bench: Bench, seen: Seen): Bench {
  const watched = (boot: Boot): Boot => ({ ...boot, server: watchedServer(boot.server, seen) });
  return {
    ...bench,
    start: async (run) => watched(await bench.start(run)),
    shared: async (profile) => watched(await bench.shared(profile)),
  };
}

function watchedOthers(others: Others, seen: Seen): Others {
  const watched = (again: Again): Again =>
    'server' in again ? { server: watchedServer(again.server, seen) } : again;
  return {
    plaintext: async () => watched(await others.plaintext()),
    quickened: async () => watched(await others.quickened()),
    withoutOrigins: async () => watched(await others.withoutOrigins()),
    afresh: async () => watched(await others.afresh()),
    ending: others.ending,
  };
}

/** Headers that the probe chose say what was tried; their values are ours, not the user's. */
function lineOf({ method = 'GET', path, headers = {} }: Ask): string {
  const chosen = Object.entries(headers)
    .filter(([name]) => !quiet.test(name))
    .slice(0, 2)
    .map(([name, value]) => `${name}: ${String(value).slice(0, 40)}`);
  return `${method} ${path}${chosen.length === 0 ? '' : ` (${chosen.join(', ')})`}`;
}

/** Said by each request, or a secret of the user. */
const quiet = /^(?:user-agent|x-forwarded-(?:for|proto)|authorization|cookie|accept|content-length)$/i;

function firstLineOf(steps: readonly Step[]): string {
  const [first] = steps.filter((step) => typeof step === 'string' || Buffer.isBuffer(step));
  const text = Buffer.isBuffer(first) ? first.toString('latin1') : String(first ?? '');
  return `${text.split(/\r?\n/, 1)[0] ?? ''} (raw)`;
}
