import { answerWords, isDone } from '../subjects/answered.js';
import type { Ask, Made, Reply } from '../subjects/http.js';
import { probesFile } from './good-requests.js';
import { valueAt } from './value-at.js';

/** What was made for the requests of rampart.probes.json, in one process of a service. */
export interface MadeParams {
  /** Sends a request with its open params filled in; with things made anew if those of before are used up. */
  send(one: Ask, send: (filled: Ask) => Promise<Reply>): Promise<Reply>;
}

type Value = { readonly value: string } | { readonly reply: Reply };

/** Without an end a service that answers 404 to everything would be sent twice as many requests. */
const mostMade = 200;

/** `request` sends the requests that make things. */
export function openMadeParams(request: (ask: Ask) => Promise<Reply>): MadeParams {
  const known = new Map<Made, Promise<Value>>();
  let count = 0;
  const make = (made: Made): Promise<Value> => {
    count += 1;
    const value = valueFrom(made, request);
    known.set(made, value);
    return value;
  };
  const sendWith = async (
    { made = [], ...one }: Ask,
    send: (filled: Ask) => Promise<Reply>,
    valueOf: (made: Made) => Promise<Value>,
  ): Promise<Reply> => {
    let { path } = one;
    for (const each of made) {
      const found = await valueOf(each);
      if ('reply' in found) return found.reply;
      path = path.replaceAll(`{${each.name}}`, encodeURIComponent(found.value));
    }
    return send({ ...one, path });
  };
  return {
    send: async (one, send) => {
      const open = (one.made ?? []).filter(({ name }) => one.path.includes(`{${name}}`));
      const ask = { ...one, made: open };
      const isOld = open.some((each) => known.has(each));
      const reply = await sendWith(ask, send, (made) => known.get(made) ?? make(made));
      // A thing that was made for this very request is not used up: then the file is wrong.
      const isUsedUp = isOld && reply.givenFault === undefined && usedUp.has(reply.status);
      return isUsedUp && count < mostMade ? sendWith(ask, send, make) : reply;
    },
  };
}

/** What a DELETE, or a step that is done only once, leaves behind. */
const usedUp: ReadonlySet<number> = new Set([404, 409, 410]);

async function valueFrom(
  { by, pointer, at, words }: Made,
  request: (ask: Ask) => Promise<Reply>,
): Promise<Value> {
  const reply = await request(by);
  const fault = (why: string): Value => ({ reply: { ...reply, givenFault: `${probesFile}: ${at}: ${why}` } });
  if (reply.givenFault !== undefined) return { reply };
  const said = `${words} is answered ${answerWords(reply)}`;
  if (!isDone(reply.status)) return fault(said);
  const value = valueAt(reply.body, pointer);
  return (typeof value === 'string' && value !== '') || typeof value === 'number'
    ? { value: String(value) }
    : fault(`${said}, and has no text or number at ${pointer}`);
}
