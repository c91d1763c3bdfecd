import { expressRecogniser } from './express.js';
import { fastifyRecogniser } from './fastify.js';
import { honoRecogniser } from './hono.js';
import { anyNestRecogniser } from './nest-any.js';
import type { Recogniser } from './recogniser.js';

/** Frameworks whose code we can read and wire. One that is built on another (Nest on Express) comes first. */
export const recognisers: readonly Recogniser[] = [
  anyNestRecogniser,
  fastifyRecogniser,
  honoRecogniser,
  expressRecogniser,
];

/** Frameworks that are known by name only, so that a refusal can say what was found. The first one declared wins. */
export const otherFrameworks: Readonly<Record<string, string>> = {
  koa: 'Koa',
  '@hapi/hapi': 'hapi',
  restify: 'Restify',
  polka: 'Polka',
  '@adonisjs/core': 'AdonisJS',
};
