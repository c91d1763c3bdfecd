import { fail, inconclusive, onServer, pass, verdictOf } from '../probe.js';

interface Transcript {
  readonly positive: number;
  readonly seen: readonly { readonly type: string; readonly status: number }[];
}

const types = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'none',
  'application/xml',
  'application/jsonp',
  'text/json',
];

/** 415 or 403, not a 400 by luck: a body that is merely ignored still reaches the handler. */
export const refusesOtherMediaTypes = onServer<Transcript>({
  id: 'refuses-other-media-types',
  question: 'Is JSON under any other media type refused with 415?',
  safety: 'active',
  exercise: async (server) => {
    const { json } = await server.routes();
    if (json === undefined) return { positive: 0, seen: [] };
    const seen = [];
    for (const type of types) {
      const headers = {
        origin: 'https://evil.example',
        ...(type === 'none' ? {} : { 'content-type': type }),
      };
      const { status } = await server.request({
        method: json.method,
        path: json.path,
        headers,
        body: JSON.stringify(json.sample),
      });
      seen.push({ type, status });
    }
    return { positive: json.status, seen };
  },
  read: ({ positive, seen }) => {
    if (positive === 0)
      return [inconclusive('no route takes JSON, or none was found: name one with --route "POST /path"')];
    return verdictOf(
      seen.flatMap(({ type, status }) => {
        if (status === 415 || status === 403) return [];
        return [
          fail(
            status < 300
              ? `JSON is accepted as ${type}`
              : `a body of type ${type} is not refused by its type`,
            `content type ${type} -> ${status}`,
          ),
        ];
      }),
      pass(`${seen.length} other media types are refused`),
    );
  },
});
