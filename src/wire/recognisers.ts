import * as express from './express.js';

/** One line per framework whose code we can read and wire. */
export const recognisers = [
  {
    id: 'express',
    package: express.packageName,
    majors: [4, 5],
    read: express,
  },
] as const;
export type Recogniser = (typeof recognisers)[number];

/** Frameworks that are known by name only, so that a refusal can say what was found. The first one declared wins. */
export const otherFrameworks: Readonly<Record<string, string>> = {
  '@nestjs/core': 'NestJS',
  fastify: 'Fastify',
  koa: 'Koa',
  hono: 'Hono',
  '@hapi/hapi': 'hapi',
  restify: 'Restify',
  polka: 'Polka',
  '@adonisjs/core': 'AdonisJS',
};
