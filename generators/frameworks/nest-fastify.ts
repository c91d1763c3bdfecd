import { code, from, type Code } from '../../src/define/code.js';
import { defineFramework, type Composition } from '../../src/define/framework.js';
import { anyNest, nestRoot } from '../any-nest.js';
import { flags } from '../bare-service.js';
import { contextParameter, importsOfStatements, properties, sharedContext } from '../context.js';

export const nestFastify = defineFramework({
  ...anyNest({
    platform: ['@nestjs/platform-fastify', 'fastify'], // the adapter names types of Fastify
    nodeFlags: [flags.noProto], // Fastify compiles its router from strings
  }),
  id: 'nest-fastify',
  title: 'NestJS 12 on Fastify',
  why: 'The same modules and decorators, and more requests a second than on Express',
  adapters: ['connect', 'nest-any', 'nest-fastify'],
  root,
});

/** Prints Nest's composition root, with the middleware before Fastify and the options of its constructor. */
function root(composition: Composition): Code {
  const { settings, before } = composition;
  const first = code`${from('./before-fastify.js', 'beforeFastify')}(app);`;
  const { text, imports } = nestRoot({ ...composition, before: [first, ...before] });
  const shared = sharedContext(composition);
  return {
    text: `${text}
/** Pass these to the constructor of FastifyAdapter: they cannot be set later. */
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
