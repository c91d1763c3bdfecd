import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  FastifyServerOptions,
  HTTPMethods,
} from 'fastify';
import type { Logger } from './logger.js';
import { Problem, problemOfStatus, sendProblem } from './problem.js';

/** Answers every error without internal details; they go to the log. */
export function handleErrors(app: FastifyInstance, logger: Logger): void {
  app.setNotFoundHandler(answerNoRoute);
  app.addHook('onRequest', ({ params }, reply, done) => {
    if (isFilled(params)) done();
    else reply.callNotFound();
  });
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof Problem) return sendProblem(reply, error.code, error.details);
    // Fastify and its plugins give errors about the request a 4xx status.
    const code = problemOfStatus(error instanceof Error && 'statusCode' in error ? error.statusCode : 500);
    if (code === undefined) logger.error({ requestId: request.id, err: error }, 'request failed');
    return sendProblem(reply, code ?? 'internal_error');
  });
}

const methods: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Answers requests that no route matches. If the path has routes for other methods, the answer lists those
 * methods.
 */
function answerNoRoute(this: FastifyInstance, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!isDecodable(request.originalUrl)) return sendProblem(reply, 'bad_request');
  const { url } = request;
  const known = methods.filter((method) => {
    const route = this.findRoute({ method, url });
    return route && isFilled(route.params);
  });
  if (known.length === 0) return sendProblem(reply, 'not_found');
  const Allow = [...known, ...(known.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  if (request.method === 'OPTIONS') return reply.code(204).header('Allow', Allow).send();
  return sendProblem(reply, 'method_not_allowed', { headers: { Allow } });
}

/** The router matches /notes/ with /notes/:id; the id is then empty. */
const isFilled = (params: unknown): boolean =>
  Object.entries(params ?? {}).every(([name, value]) => name === '*' || value !== '');

function isDecodable(url: string): boolean {
  try {
    return decodeURI(url.split('?', 1)[0] ?? '') !== undefined;
  } catch {
    return false;
  }
}

/** No route has this path. */
const unreadable = '/.unreadable';

/**
 * For the constructor. Fastify would answer a URL that its router cannot read without any hook, so uncounted
 * and unlogged. This routes it again, to a path that no route has.
 */
export const sendRoundAgain: NonNullable<FastifyServerOptions['frameworkErrors']> = (
  _error,
  request,
  reply,
) => {
  const raw: typeof request.raw & { originalUrl?: string } = request.raw;
  if (raw.url === unreadable) {
    sendProblem(reply, 'internal_error');
    return;
  }
  raw.originalUrl ??= raw.url ?? '';
  raw.url = unreadable;
  request.server.routing(raw, reply.raw);
};
