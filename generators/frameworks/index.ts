import type { Framework } from '../../src/define/framework.js';
import { express } from './express.js';
import { fastify } from './fastify.js';
import { hono } from './hono.js';
import { nestFastify } from './nest-fastify.js';
import { nest } from './nest.js';

export const frameworks: readonly Framework[] = [express, fastify, hono, nest, nestFastify];
