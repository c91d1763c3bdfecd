const origin = 'https://app.bench.test';

/** Settings of the hardened service that fit these requests; nothing here is a real secret. */
export const environment = {
  HOST: '127.0.0.1',
  PUBLIC_ORIGIN: 'https://api.bench.test',
  ALLOWED_ORIGINS: origin,
  TRUST_PROXY: '127.0.0.1/32',
  OPERATIONS_TOKEN: 'kT7vQm2ZpX9sLr4WbN8cYdF3hJ6gAe1uVoKi5tRzMxSq',
};

const heads = (client: number): string =>
  [
    'Host: api.bench.test',
    `Origin: ${origin}`,
    'Accept: application/json',
    'X-Forwarded-Proto: https',
    `X-Forwarded-For: 198.51.${String(100 + Math.floor(client / 250))}.${String(1 + (client % 250))}`,
  ].join('\r\n');

/**
 * Each through a trusted proxy, over HTTPS, from an allowed page, from one of 2 000 clients: no limit is
 * ever reached.
 */
export const requests: readonly Buffer[] = Array.from({ length: 2000 }, (_, client) =>
  Buffer.from(`GET /notes?limit=20 HTTP/1.1\r\n${heads(client)}\r\n\r\n`),
);

/** Writes one note; for services that keep them. */
export const write = Buffer.from(
  `POST /notes HTTP/1.1\r\n${heads(0)}\r\nContent-Type: ` +
    `application/json\r\nContent-Length: 36\r\n\r\n${JSON.stringify({ title: 'A note', text: 'Its text' })}`,
);
