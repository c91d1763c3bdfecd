import { code, from, type Code } from '../../src/define/code.js';
import { defineFramework, type Composition } from '../../src/define/framework.js';
import { anyNest, nestRoot } from '../any-nest.js';
import { flags } from '../bare-service.js';
import { contextParameter, importsOfStatements, properties, sharedContext } from '../context.js';

export const nestFastify = defineFramework({
  ...anyNest({
    platform: ['@nestjs/platform-fastify'],
    nodeFlags: [flags.noProto], // the router is compiled from strings
  }),
  id: 'nest-fastify',
  title: 'NestJS 12 on Fastify',
  why: 'The same modules and decorators, and more requests a second than on Express',
  adapters: ['connect', 'nest-any', 'nest-fastify'],
  root,
});

/** Prints the root of any Nest, with the middleware before Fastify, and what Fastify takes only when it is made. */
function root(composition: Composition): Code {
  const { settings, before } = composition;
  const first = code`${from('./before-fastify.js', 'beforeFastify')}(app);`;
  const { text, imports } = nestRoot({ ...composition, before: [first, ...before] });
  const shared = sharedContext(composition);
  return {
    text: `${text}
/** Give these to FastifyAdapter: it takes them only when it is made. */
export const secureOptions = (${contextParameter(
      settings.map(({ property }) => property),
      shared,
    ).replace(/^, /, '')}) => ({
${properties(settings)}});
`,
    imports: [...imports, ...importsOfStatements([], settings)],
    uses: [],
  };
}
