import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { Logger, type INestApplication } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { sendProblem } from './problem.js';
import { Allow, methods, type Middleware } from './requests.js';

/**
 * Makes `app.use(middleware)` run before Fastify, whose router answers some requests without any hook. The
 * hook here does the same for the further servers that Fastify opens when it listens on "localhost".
 */
export function beforeFastify(app: INestApplication): void {
  const adapter = (app as NestFastifyApplication).getHttpAdapter();
  const server = app.getHttpServer() as Server;
  const chain: Middleware[] = [];
  const use = adapter.use.bind(adapter) as (...mounted: unknown[]) => unknown;
  adapter.use = (...mounted: unknown[]) => {
    const [first] = mounted;
    return typeof first === 'function' ? chain.push(first as Middleware) : use(...mounted);
  };

  const logger = new Logger(beforeFastify.name);
  const fail = (res: ServerResponse, error: unknown): void => {
    logger.error(error);
    sendProblem(res, 'internal_error');
  };
  const run = (req: Passing, res: ServerResponse, done: () => void): void => {
    let index = req[passed] === true ? chain.length : 0;
    req[passed] = true;
    const next = (error?: unknown): void => {
      const middleware = chain[index];
      index += 1;
      if (error) fail(res, error);
      else if (middleware === undefined) done();
      else
        try {
          middleware(req, res, next);
        } catch (thrown) {
          fail(res, thrown);
        }
    };
    next();
  };
  const listeners = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request').on('request', (req, res) => {
    run(req, res, () => {
      // For other methods Fastify would answer that the path is unknown.
      if (!methods.includes(req.method ?? '')) sendProblem(res, 'method_not_allowed', { headers: { Allow } });
      else if (!isReadable(req.url ?? '')) sendProblem(res, 'bad_request');
      else listeners.forEach((listener) => listener.call(server, req, res));
    });
  });
  adapter.getInstance().addHook('onRequest', ({ raw }, reply, done) => run(raw, reply.raw, done));
}

const passed = Symbol('middleware has run');
interface Passing extends IncomingMessage {
  [passed]?: true;
}

/** Whether a target can be decoded. Fastify would repeat one such as /%ff in its answer. */
function isReadable(target: string): boolean {
  const [path = ''] = target.split('?', 1);
  if (!path.includes('%')) return path !== '';
  try {
    return decodeURIComponent(path) !== '';
  } catch {
    return false;
  }
}
