import type { Server } from '../subjects/server.js';
import type { Named } from './allowed-asks.js';

export const foreignName = 'Host: evil.example';

export const poisonedAsks = (server: Server, ok: string): readonly Named[] => [
  { what: foreignName, ask: { path: server.apart(ok), headers: { host: 'evil.example' } } },
  {
    what: 'Host with a user part',
    ask: { path: server.apart(ok), headers: { host: `${server.host}@evil.example` } },
  },
  {
    what: 'X-Forwarded-Host',
    ask: { path: server.apart(ok), headers: { 'x-forwarded-host': 'evil.example' } },
  },
  { what: 'two slashes', ask: { path: '//evil.example/%2e%2e' } },
  { what: 'a slash and a backslash', ask: { path: '/%5cevil.example' } },
  { what: 'a line break in the path', ask: { path: '/rampart%0d%0aX-Rampart-Injected:%20yes' } },
];
