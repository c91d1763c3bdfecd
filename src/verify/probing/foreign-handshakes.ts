import type { Server } from '../subjects/server.js';

interface Foreign {
  readonly host?: string;
  readonly origin?: string;
  readonly head?: string;
}

export const foreigners = ({
  stance,
  allowedOrigin,
}: Server): readonly (readonly [what: string, foreign: Foreign])[] => [
  ['a foreign Host', { host: 'evil.example' }],
  // If the allowed origins are unknown, any may be allowed: clients may be pages of anybody.
  ...(allowedOrigin === undefined ? [] : [['a foreign Origin', { origin: 'https://evil.example' }] as const]),
  ...(stance === 'behind-proxy' ? [['plaintext', { head: 'X-Forwarded-Proto: http\r\n' }] as const] : []),
];

/** The status of the handshake's answer; 0 for none. */
export async function shake(server: Server, path: string, foreign: Foreign): Promise<number> {
  const {
    host = server.host,
    origin = server.allowedOrigin,
    head = server.head(server.freshClient()),
  } = foreign;
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}`,
    ...(origin === undefined ? [] : [`Origin: ${origin}`]),
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: cmFtcGFydC1wcm9iZS0xMg==',
  ];
  const answer = await server.raw([`${lines.join('\r\n')}\r\n${head}\r\n`], {
    timeoutMs: 2_000,
    until: 'answer',
  });
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer.bytes)?.[1] ?? 0);
}
