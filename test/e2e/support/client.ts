import { raw, request, type Answer } from './raw.js';

/** Talks to a booted service as the TLS proxy in front of it would: right Host, over HTTPS, from one client address. */
export interface Client {
  send(line: string, headers?: Readonly<Record<string, string>>, body?: string): Promise<Answer>;
  json(line: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
}

let clients = 0;

/** A client with an address of its own, so that no test spends another's rate limit. */
export function proxied(port: number, address = `203.0.113.${String((clients++ % 250) + 1)}`): Client {
  const send: Client['send'] = (line, headers = {}, body) =>
    raw({
      port,
      chunks: [
        request(
          line,
          {
            Host: 'api.e2e.test',
            'X-Forwarded-Proto': 'https',
            'X-Forwarded-For': address,
            Connection: 'close',
            ...headers,
          },
          body,
        ),
      ],
    });
  return {
    send,
    json: (line, body, headers = {}) =>
      send(
        line,
        { 'Content-Type': 'application/json', ...headers },
        typeof body === 'string' ? body : JSON.stringify(body),
      ),
  };
}

/** One header's value, or undefined; a repeated header is an error in itself. */
export function header(answer: Answer, name: string): string | undefined {
  const values = answer.headers.get(name);
  if (values !== undefined && values.length > 1)
    throw new Error(`${name} came ${String(values.length)} times.`);
  return values?.[0];
}
