import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { vary } from './cors+policy.js';

type Given = OutgoingHttpHeaders | OutgoingHttpHeader[];
type WriteHead = (this: ServerResponse, status: number, ...rest: readonly unknown[]) => ServerResponse;

const before = Symbol('writeHead, as it was');
type Kept = ServerResponse & { [before]: WriteHead };

/** Keeps Origin in Vary, whatever a handler sets: else a cache gives one page the answer that another may read. */
export function keepVary(res: ServerResponse): void {
  (res as Kept)[before] = res.writeHead as WriteHead;
  res.writeHead = writeHead;
}

function writeHead(this: Kept, status: number, ...rest: readonly unknown[]): ServerResponse {
  const given = (rest.at(-1) ?? undefined) as Given | string | undefined;
  const isOurs = typeof given === 'object' && !Array.isArray(given) && given.vary === vary[1];
  if (isOurs) return this[before](status, ...rest); // to set one header makes Node set all of them, one by one
  const had = this.getHeader(vary[0]);
  if (had !== vary[1]) this.setHeader(vary[0], withOrigin(had)); // most answers have it as we set it
  if (typeof given !== 'object') return this[before](status, ...rest);
  return this[before](status, ...rest.slice(0, -1), keptIn(given));
}

/** The headers that writeHead gets: an object, or a list of name, value, name, value. */
function keptIn(given: Given): Given {
  if (Array.isArray(given))
    return given.map((each, at) => (at % 2 === 1 && isVary(given[at - 1]) ? withOrigin(each) : each));
  const name = Object.keys(given).find(isVary);
  return name === undefined ? given : { ...given, [name]: withOrigin(given[name]) };
}

const isVary = (name: OutgoingHttpHeader | undefined): boolean => String(name).toLowerCase() === 'vary';

function withOrigin(value: OutgoingHttpHeader = []): string {
  const listed = [value].flat().join(', ');
  if (namesOrigin.test(listed)) return listed;
  return listed === '' ? vary[1] : `${listed}, ${vary[1]}`;
}
const namesOrigin = /(?:^|,)\s*(?:\*|origin)\s*(?:,|$)/i;
