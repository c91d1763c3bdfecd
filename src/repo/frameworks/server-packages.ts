/** Packages that a program serves HTTP with, ours and others: what depends on one is a service. */
export const serverPackages: ReadonlySet<string> = new Set([
  ...['express', 'fastify', 'hono', '@nestjs/core', 'koa', '@hapi/hapi', 'restify', 'polka', 'h3', 'nitro'],
  ...['elysia', '@feathersjs/feathers', '@adonisjs/core', 'sails', 'next', 'nuxt'],
]);

/** A name that tells the framework in a header or an error page. */
export const tellsFramework = /\b(?:express|fastify|hono)\b/i;
