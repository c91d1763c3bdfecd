import type { FastifyInstance } from 'fastify';
import { assertChecked, type Answer, type CheckedRoute } from './route.js';
import { noContent, serializerCompiler, validatorCompiler } from './zod.js';

/** An app that rampart did not generate may have other compilers. */
const compilers: object = { validatorCompiler, serializerCompiler };

/** Registers the framework-independent routes that come with the service. Your own are plugins, see src/routes/. */
export function mount(app: FastifyInstance, routes: readonly CheckedRoute[]): void {
  for (const route of routes) {
    assertChecked(route);
    const { method, path: url, summary, params, query: querystring, headers, body, responses } = route;
    const answers = Object.entries(responses).map(([status, schema]) => [status, schema ?? noContent]);
    app.route({
      ...compilers,
      method: method.toUpperCase(),
      url,
      schema: {
        ...{ summary, params, querystring, headers },
        ...(body === 'none' ? {} : { body }),
        response: Object.fromEntries(answers) as unknown,
      },
      handler: async (request, reply) => {
        const { params, query, body } = request;
        const given = { params, query, headers: headers.parse(request.headers), body };
        const answer = (await route.handler(given as never)) as Answer;
        return reply
          .code(answer.status)
          .headers(answer.headers ?? {})
          .send(answer.body ?? undefined);
      },
    });
  }
}
