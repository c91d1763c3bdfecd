import { code, from, type Code } from '../src/define/code.js';

/** Registers a plugin with Zod schemas in a Fastify app that has other compilers. */
export const zodPlugin = (registration: Code): Code => code`app.register(async (app) => {
  app.setValidatorCompiler(${from('fastify-type-provider-zod', 'validatorCompiler')});
  app.setSerializerCompiler(${from('fastify-type-provider-zod', 'serializerCompiler')});
  ${registration}
});`;
