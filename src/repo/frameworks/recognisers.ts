import { express } from './express.js';
import { fastify } from './fastify.js';
import { hono } from './hono.js';
import { nest } from './nest.js';
import type { Recogniser } from './recogniser.js';

/** Frameworks whose code we can read and wire. The order matters: one built on another (Nest on Express) comes first. */
export const recognisers: readonly Recogniser[] = [nest, fastify, hono, express];

/** Frameworks that are known by name only, so that a refusal can say what was found. The first one declared wins. */
export const otherFrameworks: Readonly<Record<string, string>> = {
  koa: 'Koa',
  '@hapi/hapi': 'hapi',
  restify: 'Restify',
  polka: 'Polka',
  '@adonisjs/core': 'AdonisJS',
};
