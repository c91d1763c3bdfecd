import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { vary } from './cors+policy.js';

type Given = OutgoingHttpHeaders | OutgoingHttpHeader[];

/** Keeps Origin in Vary, whatever a handler sets: else a cache gives one page the answer that another may read. */
export function keepVary(res: ServerResponse): void {
  const send = res.writeHead.bind(res) as (status: number, ...rest: readonly unknown[]) => ServerResponse;
  const writeHead = (status: number, ...rest: readonly unknown[]): ServerResponse => {
    const given = rest.at(-1);
    const had = res.getHeader(vary[0]);
    if (had !== vary[1]) res.setHeader(vary[0], withOrigin(had)); // most answers have it as we set it
    if (typeof given !== 'object' || given === null) return send(status, ...rest);
    return send(status, ...rest.slice(0, -1), keptIn(given as Given));
  };
  Object.assign(res, { writeHead });
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
