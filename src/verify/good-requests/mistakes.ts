import { answerWords } from '../subjects/answered.js';
import type { Reply } from '../subjects/http.js';
import { probesFile, requestWords, type GoodRequest } from './good-requests.js';

/** What is wrong in rampart.probes.json, by an answer, and what to change there. */
export interface Mistake {
  readonly because: string;
  readonly remedy: string;
}

/** It starts each remedy for the file itself. */
export const inProbesFile = `in ${probesFile}: `;

/** What is wrong with a request of the file, by its answer: a good one is answered 2xx or 3xx. */
export function mistakeOf(request: GoodRequest, reply: Reply, login?: string): Mistake | undefined {
  const fault = faultOf(reply);
  if (fault !== undefined) return fault;
  if (reply.status >= 200 && reply.status < 400) return undefined;
  return {
    because:
      `${probesFile}: ${request.at} is no good request: ${requestWords(request)} ` +
      `is answered ${answerWords(reply)}`,
    remedy: `${inProbesFile}${changeFor(request, reply.status, login)}`,
  };
}

/** Why a request could not be sent as the file says. */
export const faultOf = ({ givenFault }: Reply): Mistake | undefined =>
  givenFault === undefined
    ? undefined
    : {
        because: givenFault,
        remedy: `${inProbesFile}correct what is named; PROBE_ variables are set with --env`,
      };

function changeFor({ at, template, ask }: GoodRequest, status: number, login: string | undefined): string {
  const [, collection, name] = /^(.*)\/\{([^{}]+)\}/.exec(template) ?? [];
  switch (status) {
    case 401:
      return login === undefined
        ? `give ${at} the "login" that its route asks for`
        : `say in the login ${login} what its answer gives: "token" and "header", if it is no cookie`;
    case 403:
      return login === undefined
        ? `give ${at} the "login" of a user who may do it`
        : `give ${at} the "login" of a user who may do it; ${login} may not`;
    case 404:
    case 410:
      if (name === undefined) return `correct the path of ${at}: nothing is there`;
      return ask.made === undefined
        ? `name in ${at} what is there after a fresh start, or let an earlier request make it: ` +
            `"params": ${JSON.stringify({ [name]: { from: `POST ${collection}`, pointer: '/id' } })}`
        : `let "from" and "pointer" of ${at} name what its route finds, made by the same login`;
    case 405:
      return `correct the method or the path of ${at}`;
    case 415:
      return `give ${at} the body that its route takes: "json", "form", "multipart" or "body" with its type`;
    default:
      return `correct ${at}: its values must be such that a fresh start answers 2xx`;
  }
}
