import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import { parseConfig, secretValues } from '../src/config.js';
import { createLogger } from '../src/security/logger.js';
import { boot } from './service+boot.js';

export { boot } from './service+boot.js';

export const operationsToken = randomBytes(48).toString('base64url');
const environment = {
  NODE_ENV: 'production',
  PUBLIC_ORIGIN: 'https://api.service.test',
  ALLOWED_ORIGINS: 'https://app.service.test',
  TRUST_PROXY: '127.0.0.1',
  OPERATIONS_TOKEN: operationsToken,
};
const fromProxy = { Host: 'api.service.test', 'X-Forwarded-Proto': 'https' };

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
}

/** What the service is made with, and the log that it writes. */
export function testContext(env: Readonly<Record<string, string>> = {}) {
  const log: string[] = [];
  const config = parseConfig({ ...environment, ...env });
  const output = {
    write: (line: string) => {
      log.push(line);
      if (line.includes('"level":"fatal"')) writeSync(2, line); // the process is about to end
    },
  };
  const logger = createLogger({ level: 'info', mode: 'test', secrets: secretValues(config), output });
  return { ctx: { config, logger }, log };
}

/** Starts the service on a free port for one test. Requests look as its TLS proxy would send them. */
export async function startService(env: Readonly<Record<string, string>> = {}, start = boot) {
  const { ctx, log } = testContext(env);
  const { port, close } = await start(ctx);
  onTestFinished(close);

  const send = async (line: string, { headers = {}, json, text }: Sent = {}): Promise<Answer> => {
    const [method, path] = line.split(' ');
    const type = json === undefined ? {} : { 'Content-Type': 'application/json' };
    const call = request({
      port,
      method,
      path,
      agent: false,
      headers: { ...fromProxy, ...type, ...headers },
    });
    call.on('error', () => undefined); // an answer may come before its upload has ended
    call.end(json === undefined ? text : JSON.stringify(json));
    const [response] = (await once(call, 'response')) as [IncomingMessage];
    let body = '';
    for await (const chunk of response.setEncoding('utf8') as AsyncIterable<string>) body += chunk;
    return { status: response.statusCode ?? 0, headers: response.headers, body };
  };
  return { send, raw: (request: string) => sendRaw(port, request), log };
}

/** Sends these bytes, and returns all that comes back until the connection closes. */
async function sendRaw(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.write(request, 'latin1');
  let answer = '';
  for await (const chunk of socket.setEncoding('latin1')) answer += String(chunk);
  return answer;
}
