import { cleanLine } from '../clean.js';
import type { Others, Again } from './subjects/server.js';
import type { Bench } from './subjects/bench.js';
import { clientOf } from './subjects/client-of.js';
import type { Ask } from './subjects/http.js';
import { isSecretName } from '../repo/secret-name.js';
import type { Boot, ProcessRun } from './subjects/process.js';
import type { Server } from './subjects/server.js';
import type { Step } from './subjects/exchange.js';

/**
 * What a probe sent and what came back, one line each: 'POST /notes (content-type: text/plain) {"title":"a"}
 * -> 415'. For each status a few lines are kept, in order, so that a reader sees what a result rests on: the
 * headers and body that the question is about, and the headers that answer it. The last line counts the rest.
 */
export class SeenLines {
  readonly #lines: Required<Noted>[] = [];
  #asked = 0;

  note({ where = '', line, status, answer = [] }: Noted): void {
    this.#asked += 1;
    const clean = cleanLine(line, longest);
    const alike = this.#lines.filter((one) => one.status === status && one.where === where);
    if (alike.length >= ofEach || this.#lines.length >= most || alike.some((one) => one.line === clean))
      return;
    this.#lines.push({ where, line: clean, status, answer });
  }

  get lines(): readonly string[] {
    const left = this.#asked - this.#lines.length;
    return [...this.#lines.map(lineOfNoted), ...(left === 0 ? [] : [`and ${left} more`])];
  }
}

function lineOfNoted({ where, line, status, answer }: Required<Noted>): string {
  const place = where === '' ? '' : `[${where}] `;
  const said = answer.length === 0 ? '' : ` (${answer.join(', ')})`;
  return `${place}${line} -> ${status === 0 ? 'no answer' : status}${said}`;
}

interface Noted {
  /** How the service was started, if the probe chose it: 'NODE_ENV not set, beside .env'. */
  readonly where?: string;
  readonly line: string;
  readonly status: number;
  readonly answer?: readonly string[];
}

const longest = 170;
const ofEach = 3;
const most = 14;

/** The same server, with all requests recorded. */
export function watchedServer(server: Server, seen: SeenLines, where = ''): Server {
  const watched: Server = {
    ...server,
    request: async (ask, from) => {
      const reply = await server.request(ask, from);
      seen.note({ where, line: lineOf(ask), status: reply.status, answer: answerOf(ask, reply.headers) });
      return reply;
    },
    page: async (path, client, part) => {
      const reply = await server.page(path, client, part);
      seen.note({ where, line: `GET ${path}`, status: reply.status });
      return reply;
    },
    raw: async (steps, options) => {
      const answer = await server.raw(steps, options);
      const [first] = answer.replies;
      seen.note({
        where,
        line: rawLineOf(steps),
        status: first?.status ?? 0,
        answer: answerOf(noHeaders, first?.headers ?? {}),
      });
      return answer;
    },
    client: () => clientOf(watched),
    others: watchedOthers(server.others, seen, where),
  };
  return watched;
}

/** The same bench, with all its boots recorded. */
export function watchedBench(bench: Bench, seen: SeenLines): Bench {
  const watched = (boot: Boot, where = ''): Boot => ({
    ...boot,
    server: watchedServer(boot.server, seen, where),
  });
  return {
    ...bench,
    start: async (run) => watched(await bench.start(run), whereOf(run)),
    shared: async (profile) => watched(await bench.shared(profile), whereOf({ profile })),
  };
}

/** What a probe chose for a boot; of a secret only that it was set. */
const whereOf = ({ profile, env = {}, beside = {} }: ProcessRun): string =>
  [
    ...(profile === 'development' && !('NODE_ENV' in env) ? ['NODE_ENV=development'] : []),
    ...Object.entries(env).map(([name, value]) => {
      if (value === undefined) return `${name} not set`;
      return isSecretName(name) ? `${name} chosen` : `${name}=${cleanLine(value, 40)}`;
    }),
    ...Object.keys(beside).map((file) => `beside ${file}`),
  ].join(', ');

function watchedOthers(others: Others, seen: SeenLines, where: string): Others {
  const watched = (again: Again, how = where): Again =>
    'server' in again ? { server: watchedServer(again.server, seen, how) } : again;
  return {
    plaintext: async () => watched(await others.plaintext(), 'by plain HTTP, no trusted proxy'),
    quickened: async () => watched(await others.quickened()),
    withoutOrigins: async () => watched(await others.withoutOrigins(), 'no allowed origins'),
    afresh: async () => watched(await others.afresh()),
    ending: others.ending,
  };
}

/** A request with the headers and the start of the body that the probe chose; they are ours, not the user's. */
function lineOf({ method = 'GET', path, headers = {}, body, login }: Ask): string {
  const chosen = Object.entries(headers)
    .filter(([name]) => !quiet.test(name))
    .slice(0, 4)
    .map(([name, value]) => `${name}: ${String(value).slice(0, 40)}`);
  return [
    method,
    path.length > 60 ? `${path.slice(0, 60)}...` : path,
    ...(login === undefined ? [] : [`as ${login}`]),
    ...(chosen.length === 0 ? [] : [`(${chosen.join(', ')})`]),
    ...bodyWords(body),
  ].join(' ');
}

/** Headers that every request has, or that may contain a secret of the user. */
const quiet = /^(?:user-agent|authorization|cookie|accept|content-length)$/i;

/** '{"title":"a"}', or the number of bytes and the first of them. */
function bodyWords(body: Ask['body']): readonly string[] {
  if (body === undefined || body.length === 0) return [];
  const bytes = Buffer.byteLength(body);
  if (Buffer.isBuffer(body)) return [`${bytes} bytes`];
  return [body.length <= 70 ? body : `${bytes} bytes: ${body.slice(0, 40)}...`];
}

/** The headers of an answer that the question was about. */
function answerOf(
  { headers = {} }: Pick<Ask, 'headers'>,
  got: Readonly<Record<string, string>>,
): readonly string[] {
  const reader = 'access-control-allow-origin';
  const isAcross = Object.keys(headers).some((name) => name.toLowerCase() === 'origin');
  return [
    ...telling
      .filter((name) => name in got)
      .map((name) => `${name}: ${cleanLine(String(got[name]), 60).replaceAll('`', "'")}`),
    ...(isAcross && !(reader in got) ? [`no ${reader}`] : []),
  ];
}
const telling = ['allow', 'retry-after', 'location', 'access-control-allow-origin'];
const noHeaders = {};

/** A raw request, shortened, without headers that every request has. */
function rawLineOf(steps: readonly Step[]): string {
  const [first] = steps.filter((step) => typeof step === 'string' || Buffer.isBuffer(step));
  const text = Buffer.isBuffer(first) ? first.toString('latin1') : String(first ?? '');
  const [line = '', ...rest] = text.split(/\r?\n/);
  const shown = rest.filter((each) => each !== '' && !quiet.test(each.split(':')[0] ?? ''));
  return `${[line, ...shown.map((each) => (each.length > 60 ? `${each.slice(0, 50)}...` : each))].join(' | ')} (raw)`;
}
