import { gzipSync } from 'node:zlib';
import type { JsonRoute } from '../subjects/found-routes.js';
import type { Ask } from '../subjects/http.js';
import type { Server } from '../subjects/server.js';

const mebibyte = 1024 * 1024;

/** The size after decompression. A stranger's server gets less. */
const bombBytes = { booted: 60 * mebibyte, live: 4 * mebibyte };

interface Hostile extends Pick<Ask, 'framing' | 'headers'> {
  readonly what: string;
  readonly body: string | Buffer;
  readonly wants: readonly number[];
}

export function hostileBodies({ sample }: JsonRoute, kind: Server['kind']): readonly Hostile[] {
  const text = JSON.stringify(sample);
  const padded = `${text}${' '.repeat(mebibyte)}`; // valid JSON, more than a mebibyte
  // valid JSON, large after decompression
  const inflated = Buffer.concat([Buffer.from(text), Buffer.alloc(bombBytes[kind], 0x20)]);
  const members = (count: number): string =>
    JSON.stringify({
      ...sample,
      ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1])),
    });
  return [
    { what: 'a mebibyte and more', body: padded, wants: [413] },
    { what: 'the same, chunked', body: padded, framing: 'chunked', wants: [413] },
    {
      what: `gzip that becomes ${bombBytes[kind] / mebibyte} MB`,
      body: gzipSync(inflated, { level: 9 }),
      headers: { 'content-encoding': 'gzip' },
      wants: [400, 413, 415],
    },
    {
      what: 'nested 20 000 deep',
      body: `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
      wants: [400, 413, 422],
    },
    { what: '20 000 members', body: members(20_000), wants: [400, 413, 422] },
    { what: '5 000 members', body: members(5_000), wants: [400, 413, 422] },
  ];
}
