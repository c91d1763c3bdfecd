import { faultOf, mistakeOf, type Mistake } from '../good-requests/mistakes.js';
import type { Ask, Reply } from '../subjects/http.js';
import { meaningOf } from '../subjects/meaning.js';
import type { Patient } from '../subjects/patience.js';
import type { Bad, Cased } from './cased.js';
import type { GivenCase } from './given-cases.js';

/** A bad input, and how it was answered. */
export interface SeenBad {
  readonly what: string;
  /** The route: 'POST /notes/{id}'. */
  readonly route: string;
  readonly status: number;
  /** The answer of the same route to a valid input. */
  readonly good: number;
  /** 'path': the bad input is in the path, so 404 refuses it. 'type': it is the media type, so 415 does. */
  readonly place: 'body' | 'path' | 'type';
  /** Why there is no answer, if the process ended. */
  readonly gone: string;
  /** The good input did not work any more, so a 404 says nothing. */
  readonly used?: 'up';
  /** The good input is one of rampart.probes.json. */
  readonly by?: 'file';
}

export interface TriedRoute {
  readonly seen: readonly SeenBad[];
  readonly tried: 'yes' | 'no';
  readonly mistakes: readonly Mistake[];
}

/** Sends a route a good input, and bad ones made from it. */
export async function tryRoute(service: Patient, { name, goods, bads }: Cased): Promise<TriedRoute> {
  const good = await firstTold(service, goods);
  if (good === undefined) return { seen: [], tried: 'no', mistakes: [] };
  const bad = bads(good.ask).slice(0, mostBads);
  const seen = await sendBads(service, name, bad, good.status);
  return { seen, tried: bad.length > 0 ? 'yes' : 'no', mistakes: [] };
}

const mostBads = 60;

/**
 * The same with what rampart.probes.json says. A good input may use up what it is about, above all a DELETE:
 * so it is sent again at the end, and a DELETE only then.
 */
export async function tryGiven(
  service: Patient,
  { name, goods, bads, request }: GivenCase,
): Promise<TriedRoute> {
  const [ask] = goods;
  if (ask === undefined) return { seen: [], tried: 'no', mistakes: [] };
  const bad = bads(ask).slice(0, mostBads);
  const isOnce = ask.method === 'DELETE';
  const first = isOnce ? undefined : await service.request(ask);
  const mistakes = first === undefined ? [] : mistakesIn(first, ask, request);
  if (mistakes.length > 0) return { seen: [], tried: 'no', mistakes };
  const seen = await sendBads(service, name, bad, first?.status ?? 0);
  const last = await service.request(ask);
  const good = first ?? last;
  const used = isOnce || meaningOf(last.status) === 'taken' ? {} : { used: 'up' as const };
  return {
    seen: seen.map((each) => ({ ...each, good: good.status, by: 'file', ...used })),
    tried: bad.length > 0 ? 'yes' : 'no',
    mistakes: mistakesIn(good, ask, request),
  };
}

function mistakesIn(reply: Reply, { login }: Ask, request: GivenCase['request']): readonly Mistake[] {
  const mistake = request === undefined ? faultOf(reply) : mistakeOf(request, reply, login);
  return mistake === undefined ? [] : [mistake];
}

async function sendBads(
  service: Patient,
  route: string,
  bads: readonly Bad[],
  good: number,
): Promise<readonly SeenBad[]> {
  const seen: SeenBad[] = [];
  for (const { what, ask, free, place = 'body' } of bads) {
    const { status } = await service.request(ask);
    if (free && status === good && meaningOf(status) === 'elsewhere') continue;
    const gone = status === 0 ? (service.gone() ?? '') : '';
    seen.push({ what, route, status, good, place, gone });
  }
  return seen;
}

/** The first valid input that is not refused as invalid. If all are, the first one, provided the route exists. */
async function firstTold(
  service: Patient,
  goods: readonly Ask[],
): Promise<{ readonly ask: Ask; readonly status: number } | undefined> {
  let known: { ask: Ask; status: number } | undefined;
  for (const ask of goods) {
    const { status } = await service.request(ask);
    if (goods.length > 1 && (status === 404 || status === 405)) return undefined; // a guessed route that does not exist
    known ??= { ask, status };
    if (meaningOf(status) !== 'refused' && status !== 415) return { ask, status };
  }
  return known;
}
