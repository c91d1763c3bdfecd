import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Packages that fixtures declare, by the name in their case.json; what our own files need comes with each. */
const sets: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'express-4': {
    express: '4.21.2',
    '@types/express': '4.17.23',
    helmet: '8.1.0',
    'http-errors': '2.0.0',
  },
  'express-5': { express: '5.1.0', '@types/express': '5.0.3' },
  'fastify-5': {
    fastify: '5.12.8',
    'fastify-plugin': '6.0.1',
    '@fastify/autoload': '6.5.0',
    '@fastify/cors': '11.4.3',
    '@fastify/helmet': '13.2.0',
    '@fastify/type-provider-typebox': '6.3.0',
    typebox: '1.4.3',
  },
  'hono-4': { hono: '4.13.19', '@hono/node-server': '2.1.9' },
  'nest-11': {
    ...nest('11.2.10', '11.2.10', 'express'),
    helmet: '8.1.0',
  },
  'nest-12': nest('12.5.1', '12.5.1', 'express'),
  'nest-12-fastify': nest('12.5.1', '12.5.0', 'fastify'),
};

function nest(core: string, platform: string, adapter: string): Record<string, string> {
  return {
    '@nestjs/common': core,
    '@nestjs/core': core,
    [`@nestjs/platform-${adapter}`]: platform,
    'reflect-metadata': '0.2.2',
    rxjs: '7.8.2',
  };
}

const ours = [
  ...['zod', 'pino', 'rate-limiter-flexible', 'ioredis', 'proxy-addr', '@types/proxy-addr'],
  '@sentry/core',
];
/** What only the files for one framework import. */
const oursFor: Readonly<Record<string, readonly string[]>> = {
  'fastify-5': ['fastify-type-provider-zod', '@fastify/swagger'],
  'hono-4': ['@hono/zod-openapi'],
};
const tools = ['@types/node', 'tsx', 'typescript'];

/** node_modules with one of these sets, installed below a folder when it is first asked for. */
export function installed(
  name: string,
  { below, versions }: { readonly below: string; readonly versions: Readonly<Record<string, string>> },
): string {
  const folder = join(below, name);
  const modules = join(folder, 'node_modules');
  if (existsSync(modules)) return modules;
  const dependencies = {
    ...Object.fromEntries(
      [...ours, ...(oursFor[name] ?? []), ...tools].map((needed) => [needed, versions[needed]]),
    ),
    ...sets[name],
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  const done = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 200_000,
  });
  if (done.status !== 0) throw new Error(done.stderr);
  return modules;
}
