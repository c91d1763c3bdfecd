import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Hono } from 'hono';
import type { ServiceEnv } from './hono.js';

/**
 * Gives app.request(), which tests without a server, a Node request too, so that it is checked like one from
 * the network.
 */
export function answerInProcess(app: Hono<ServiceEnv>): void {
  const { request } = app;
  app.request = async (input, init, env, context) => {
    const asked = new Request(
      new URL(input instanceof Request ? input.url : input, 'http://localhost'),
      input instanceof Request ? input.clone() : init,
    );
    return request(asked, undefined, { ...(await asNode(asked.clone())), ...env }, context);
  };
}

async function asNode(asked: Request): Promise<ServiceEnv['Bindings']> {
  const bytes = Buffer.from(await asked.arrayBuffer());
  const { host, pathname, search } = new URL(asked.url);
  const headers = { host, ...Object.fromEntries(asked.headers), 'content-length': String(bytes.length) };
  const incoming = new IncomingMessage(Object.defineProperty(new Socket(), 'remoteAddress', loopback));
  if (bytes.length > 0) incoming.push(bytes);
  incoming.push(null);
  const { method } = asked;
  Object.assign(incoming, {
    method,
    url: pathname + search,
    headers,
    rawHeaders: Object.entries(headers).flat(),
  });
  return { incoming, outgoing: new ServerResponse(incoming) };
}

const loopback = { value: '127.0.0.1' };
