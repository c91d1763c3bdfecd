import { setTimeout as sleep } from 'node:timers/promises';
import type { Finding } from '../../define/probe.js';
import { ask, type Ask, type Reply } from './http.js';
import { exchange, type SocketAnswer, type Endpoint, type Exchange } from './exchange.js';
import { bounds, type RunBounds, type Mode } from './modes.js';
import { rules, type Rule, type Sent } from './rules.js';
import { slots } from './slots.js';

/**
 * The only way to a server: rules -> budget -> a free connection -> the network. What a rule or the budget
 * forbids is refused before a socket is opened.
 */
export interface Transport {
  readonly mode: Mode;
  /** Why a rule would refuse this. Sends nothing and uses no budget. */
  refusal(endpoint: Endpoint, one: Ask): string | undefined;
  /** Sends an ordinary request. Throws only Refused. */
  request(endpoint: Endpoint, one: Ask): Promise<Reply>;
  /** Sends exact bytes. Throws only Refused. */
  raw(endpoint: Endpoint, one: Exchange): Promise<SocketAnswer>;
  /** Sends nothing from now on. */
  close(): void;
}

/** 'not-assessed': the mode forbids it. 'inconclusive': the budget is used up. */
export class Refused extends Error {
  constructor(
    readonly outcome: 'not-assessed' | 'inconclusive',
    because: string,
    /** What to do: the rest of the finding. */
    readonly advice: Pick<Finding, 'add' | 'remedy'> = {},
  ) {
    super(because);
  }
}

/** After we close a connection, the other side still counts it for a moment. */
const graceMs = 10;

interface Options {
  /** For tests that show the effect of a rule. */
  readonly rules?: readonly Rule[];
  readonly bounds?: RunBounds;
}

export function openTransport(mode: Mode, options: Options = {}): Transport {
  const limits = options.bounds ?? bounds[mode];
  const refusedBy = (sent: Sent): string | undefined =>
    (options.rules ?? rules[mode]).map((rule) => rule(sent)).find((because) => because !== undefined);
  const connections = slots(limits.connections);
  let requests = 0;
  let bytesSent = 0;
  let unwelcome = 0;
  let lastUnwelcome = '';
  let until = Number.POSITIVE_INFINITY;
  let state: 'open' | 'closed' = 'open';

  const spend = (bytes: number): void => {
    if (requests === 0) until = Date.now() + limits.seconds * 1000;
    const spent = (what: string): Refused => new Refused('inconclusive', `${what}; nothing more was sent`);
    if (state === 'closed') throw spent('the look at it is over');
    if (unwelcome >= limits.patience)
      throw spent(`${limits.patience} answers in a row were ${lastUnwelcome}`);
    if (requests >= limits.requests) throw spent(`the budget of ${limits.requests} requests was used up`);
    if (bytesSent + bytes > limits.bytesSent)
      throw spent(`the budget of ${limits.bytesSent} bytes was used up`);
    if (Date.now() > until) throw spent(`the ${limits.seconds} s for it were used up`);
    requests += 1;
    bytesSent += bytes;
  };
  const go = async <T>(sent: Sent, bytes: number, send: () => Promise<T>): Promise<T> => {
    const because = refusedBy(sent);
    if (because !== undefined) throw new Refused('not-assessed', refusedIn(mode, because));
    return connections.hold(async () => {
      spend(bytes);
      const answered = await send();
      if (mode !== 'own-boot') await sleep(graceMs);
      return answered;
    });
  };

  return {
    mode,
    refusal: (endpoint, one) => refusedBy({ kind: 'ordinary', endpoint, ask: one }),
    request: async (endpoint, one) => {
      const reply = await go({ kind: 'ordinary', endpoint, ask: one }, sizeOf(one), () => ask(endpoint, one));
      const leaveMeAlone = reply.status === 0 || reply.status === 429 || reply.status === 503;
      unwelcome = leaveMeAlone ? unwelcome + 1 : 0;
      if (leaveMeAlone) lastUnwelcome = reply.status === 0 ? (reply.failure ?? 'none') : String(reply.status);
      return reply;
    },
    raw: (endpoint, one) => {
      const bytes = one.steps
        .map((step) =>
          typeof step === 'string' ? step : Buffer.isBuffer(step) ? step.toString('latin1') : '',
        )
        .join('');
      return go({ kind: 'raw', endpoint, bytes }, bytes.length, () => exchange(endpoint, one));
    },
    close: () => void (state = 'closed'),
  };
}

/** The words for a finding. */
export const refusedIn = (mode: Mode, because: string): string =>
  mode === 'passive' ? `needs --active: ${because} without it` : because;

const sizeOf = ({ path, headers = {}, body = '' }: Ask): number =>
  100 + path.length + JSON.stringify(headers).length + Buffer.byteLength(body);
