import type { z } from 'zod';
import type { ServiceContext } from './hono.js';
import { problemType } from './problem.js';

export type Content = ReadonlyMap<string, z.ZodType>;
export interface Answers {
  readonly route: string;
  /** The content of each status, by media type; empty if it has none. */
  readonly answers: ReadonlyMap<number, Content>;
}

export const mediaTypeOf = (given: string): string => given.split(';', 1)[0]?.trim().toLowerCase() ?? '';
export const usual = 'application/json';
export const isJson = (type: string): boolean => type === usual || type.endsWith('+json');

/** The last answer of c.json(), and the value that its schema made. */
interface Made {
  last?: Response;
  value?: unknown;
}

/** From now on c.json() sends only what the schema of its status names. */
export function checkJson(c: ServiceContext, { route, answers }: Answers): Made {
  const made: Made = {};
  const { json: toResponse } = c;
  const checked = (value: unknown, init?: number | ResponseInit, headers?: Record<string, string>) => {
    const status = (typeof init === 'number' ? init : init?.status) ?? 200;
    const schema = answers.get(status)?.get(usual);
    if (schema === undefined) throw new TypeError(`${route}: no schema for a JSON answer ${String(status)}`);
    made.value = schema.parse(value);
    made.last = toResponse(made.value as object, init as never, headers);
    if (made.last.status !== status) throw new TypeError(`${route}: give the status to c.json`);
    return made.last;
  };
  c.json = checked as typeof c.json;
  return made;
}

interface Kept {
  readonly res: Response;
  readonly made: Made;
  readonly contract: Answers;
}
/** Stands on the context itself: to find and to collect a WeakMap's entries takes several times as long. */
const kept = Symbol('what a route has answered');
type Keeping = ServiceContext & { [kept]?: Kept };

/** Throws if the handler has answered past the contract of its route. */
export function keepAnswer(c: Keeping, contract: Answers, made: Made): void {
  const { res } = c;
  const isMade = res === made.last || (made.last !== undefined && res.body === made.last.body); // a copy of it
  const fault = isMade || isRefusal(c) ? undefined : faultOf(res, contract.answers);
  if (fault !== undefined) {
    drop(c);
    throw new TypeError(`${contract.route}: ${fault}`);
  }
  c.set('isDeclared', true);
  if (c.req.method === 'HEAD' && !isMade) {
    drop(c); // Hono runs the handler of GET, and would leave its stream open for ever
    c.res = new Response(null, res);
  }
  c[kept] = { res: c.res, made, contract };
}

/** Whether the answer is still what its route made, as nearly all are. */
export function isKept(c: Keeping): boolean {
  const known = c[kept];
  return known !== undefined && c.res === known.res;
}

/** Why the answer may not leave: no schema has seen it, or a middleware has put another in its place since then. */
export async function faultAtEnd(c: Keeping): Promise<string | undefined> {
  if (isRefusal(c)) return undefined;
  const known = c[kept];
  if (known === undefined)
    return c.get('isDeclared') === true
      ? undefined
      : `${c.req.path}: answered past app.openapi(createRoute(...))`;
  if (isKept(c) || (await isCopy(c, known.made))) return undefined;
  const { route, answers } = known.contract;
  const fault = faultOf(c.res, answers);
  return fault === undefined ? undefined : `${route}: a middleware replaced the answer: ${fault}`;
}

/**
 * For answers that may stream: an error of the stream is logged, and ends the connection. node-server would print it,
 * with all that it says, and send its message to the client.
 */
export function guardStream(c: Keeping): void {
  const breakOff = c.get('breakOff');
  const { res } = c;
  if (breakOff === undefined || c[kept]?.made.last !== undefined || isRefusal(c) || res.body === null) return;
  const reader = res.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (stream) => {
        try {
          const { done, value } = await reader.read();
          if (done) stream.close();
          else stream.enqueue(value);
        } catch (error) {
          breakOff(error);
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  c.res = undefined;
  c.res = new Response(body, res);
}

/** Takes an answer away. Hono would copy its headers to the next, and nobody reads its body. */
export function drop(c: ServiceContext): void {
  void c.res.body?.cancel().catch(() => undefined);
  c.res = undefined;
}

const isRefusal = (c: ServiceContext): boolean =>
  c.get('refused') !== undefined && c.res.headers.get('content-type') === problemType;

/** Whether it is what c.json() made, with other headers at most. hono/compress sends the same in another coding. */
async function isCopy(c: ServiceContext, { last, value }: Made): Promise<boolean> {
  const { res } = c;
  if (last === undefined || res.status !== last.status || res.body === null) return false;
  if (res.body === last.body) return true;
  if (res.headers.has('content-encoding')) return last.bodyUsed || last.body?.locked === true;
  if (res.body.locked || res.bodyUsed) return false;
  const text = await res.text(); // hono/etag makes two streams of one
  c.res = undefined;
  c.res = new Response(text, res);
  return text === JSON.stringify(value);
}

/** What is wrong with an answer that c.json() did not make. */
function faultOf(res: Response, answers: Answers['answers']): string | undefined {
  if (res.status === 304 && answers.has(200)) return res.body === null ? undefined : 'a body of a 304';
  const content = answers.get(res.status) ?? (res.status === 206 ? answers.get(200) : undefined);
  if (content === undefined) return `an undeclared answer ${String(res.status)}`;
  if (content.size === 0) return res.body === null ? undefined : 'a body where none is declared';
  const type = mediaTypeOf(res.headers.get('content-type') ?? '');
  return content.has(type) && !isJson(type) ? undefined : 'an answer past its schema: use c.json';
}
