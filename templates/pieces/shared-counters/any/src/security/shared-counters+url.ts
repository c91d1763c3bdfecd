import { z } from 'zod';
import { asSecret } from './env.js';

/** A secret, since it may contain a password. If unset, each instance counts alone. */
export const redisUrl = () =>
  asSecret(z.string().refine(isRedisUrl, 'must be a redis: or rediss: URL').optional());

const isRedisUrl = (value: string): boolean =>
  URL.canParse(value) && /^rediss?:$/.test(new URL(value).protocol) && new URL(value).hostname !== '';
