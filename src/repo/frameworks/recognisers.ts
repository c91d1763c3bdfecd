import { expressRecogniser } from './express.js';
import { fastifyRecogniser } from './fastify.js';
import { honoRecogniser } from './hono.js';
import { anyNestRecogniser } from './nest-any.js';
import type { Recogniser } from './recogniser.js';

/** Frameworks whose code we can read and edit. One that is built on another (Nest on Express) comes first. */
export const recognisers: readonly Recogniser[] = [
  anyNestRecogniser,
  fastifyRecogniser,
  honoRecogniser,
  expressRecogniser,
];

/** Frameworks that we only know by name, for the refusal. The first declared one counts. */
export const otherFrameworks: Readonly<Record<string, string>> = {
  koa: 'Koa',
  '@hapi/hapi': 'hapi',
  restify: 'Restify',
  polka: 'Polka',
  '@adonisjs/core': 'AdonisJS',
};
