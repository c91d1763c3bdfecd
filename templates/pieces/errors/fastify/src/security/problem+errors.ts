import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  FastifySchemaValidationError,
  FastifyServerOptions,
  HTTPMethods,
} from 'fastify';
import type { Logger } from './logger.js';
import { Problem, problemOfStatus, type ProblemDetails } from './problem+codes.js';
import { sendProblem } from './problem+send.js';

/** Answers every error without internal details; they go to the log. */
export function handleErrors(app: FastifyInstance, logger: Logger): void {
  app.setNotFoundHandler(answerNoRoute);
  app.addHook('onRequest', ({ params, is404 }, reply, done) => {
    if (is404 || isFilled(params)) done();
    else reply.callNotFound();
  });
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof Problem) return sendProblem(reply, error.code, error.details);
    if (isInvalid(error)) return sendProblem(reply, 'validation_failed', detailsOf(error));
    const code = problemOfStatus(statusIn(error));
    if (code !== undefined && code !== 'unavailable') return sendProblem(reply, code);
    logger.error({ requestId: request.id, err: error }, 'request failed');
    return sendProblem(reply, code ?? 'internal_error');
  });
}

/**
 * The status of what Fastify, its plugins and `http-errors` throw about the request. That of another error, such as of
 * a client of another service, tells how a call of ours went, and nothing about the request.
 */
function statusIn(error: unknown): unknown {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const isTheirs = fastifys in error || ('expose' in error && typeof error.expose === 'boolean');
  return isTheirs ? error.statusCode : undefined;
}

/** Stands on the prototype of all that `@fastify/error` makes. */
const fastifys = Symbol.for('fastify-error-generic');

interface Invalid extends Error {
  readonly validation: readonly FastifySchemaValidationError[];
  readonly validationContext?: string;
}
const isInvalid = (error: unknown): error is Invalid =>
  error instanceof Error && 'validation' in error && Array.isArray(error.validation);

/** Where the input did not fit, never its value: that may be a secret. */
const detailsOf = ({ validation, validationContext: place = '' }: Invalid): ProblemDetails => ({
  errors: validation.slice(0, 20).map(({ instancePath, keyword }) => ({
    in: place === 'querystring' ? 'query' : place,
    path: instancePath.slice(1).replaceAll('/', '.'),
    code: keyword,
  })),
});

const methods: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Answers requests that no route matches. If the path has routes for other methods, the answer lists those
 * methods.
 */
function answerNoRoute(this: FastifyInstance, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!isDecodable(request.originalUrl)) return sendProblem(reply, 'bad_request');
  const { url } = request;
  const known = methods.filter((method) => {
    const route = this.findRoute({ method, url }) as { readonly params: unknown } | null; // its type forgets null
    return route !== null && isFilled(route.params);
  });
  if (known.length === 0) return sendProblem(reply, 'not_found');
  const allowed: readonly string[] = [...known, ...(known.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
  const Allow = allowed.join(', ');
  if (request.method === 'OPTIONS') return reply.code(204).header('Allow', Allow).send();
  // A route of this method may call it too, such as one whose file is not there.
  if (allowed.includes(request.method)) return sendProblem(reply, 'not_found');
  return sendProblem(reply, 'method_not_allowed', { headers: { Allow } });
}

/** The router matches /notes/ with /notes/:id; the id is then empty. */
const isFilled = (params: unknown): boolean =>
  Object.entries(params ?? {}).every(([name, value]) => name === '*' || value !== '');

function isDecodable(url: string): boolean {
  try {
    decodeURI(url.split('?', 1)[0] ?? '');
    return true;
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
