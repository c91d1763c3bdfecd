import { fail, inconclusive, onBench, pass, verdictOf } from '../probe.js';

interface Transcript {
  readonly positive: number;
  readonly seen: readonly {
    readonly text: string;
    readonly status: number;
    readonly ms: number;
    readonly back: 'same' | 'changed' | 'absent';
  }[];
}

const texts = [
  '<script>alert(1)</script>',
  '<scr<script></script>ipt>alert(1)',
  '<img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  'condition = 1, only=me',
  `it's "quoted" & <b>bold</b>`,
  'ünïcode 👩‍👩‍👧 \u202e',
  '<script'.repeat(20),
];

export const keepsTextVerbatim = onBench<Transcript>({
  id: 'keeps-text-verbatim',
  question: 'Does text come back exactly as it was sent?',
  safety: 'active',
  exercise: async (bench) => {
    const { server } = await bench.shared('production');
    const { json } = await server.routes();
    const name = Object.keys(json?.sample ?? {}).find((key) => typeof json?.sample[key] === 'string');
    if (json === undefined || name === undefined) return { positive: 0, seen: [] };
    const seen = [];
    for (const text of texts) {
      const reply = await server.request({
        method: json.method,
        path: json.path,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...json.sample, [name]: text }),
      });
      const location = reply.headers['location'];
      const stored =
        location?.startsWith('/') === true ? await server.request({ path: location }) : undefined;
      const answers = [reply.body, ...(stored === undefined ? [] : [stored.body])];
      const { back, status, ms } = { back: backIn(answers, name, text), status: reply.status, ms: reply.ms };
      seen.push({ text: text.slice(0, 40), status, ms, back });
    }
    return { positive: json.status, seen };
  },
  read: ({ positive, seen }) => {
    if (positive === 0)
      return [
        inconclusive('no route takes JSON with text, or none was found: name one with --route "POST /path"'),
      ];
    const taken = seen.filter(({ status }) => status < 300);
    if (taken.length === 0) return [inconclusive('every text was refused')];
    if (taken.every(({ back }) => back === 'absent')) return [inconclusive('no answer gives the text back')];
    return verdictOf(
      [
        ...seen
          .filter(({ back, status }) => status < 300 && back === 'changed')
          .map(({ text }) => fail(`${JSON.stringify(text)} came back changed`)),
        ...seen
          .filter(({ status }) => status >= 500)
          .map(({ text, status }) => fail('harmless text makes it fail', `${text} -> ${status}`)),
        ...seen
          .filter(({ ms }) => ms > 2_000)
          .map(({ text, ms }) => fail(`${JSON.stringify(text)} took ${ms} ms`)),
      ],
      pass(`${taken.length} texts came back byte for byte`),
    );
  },
});

/** Looks at the member of that name in every answer, wherever it stands. */
function backIn(answers: readonly string[], name: string, text: string): 'same' | 'changed' | 'absent' {
  const values = answers.flatMap((body) => {
    try {
      return valuesOf(JSON.parse(body) as unknown, name);
    } catch {
      return [];
    }
  });
  if (values.length === 0) return 'absent';
  return values.every((value) => value === text) ? 'same' : 'changed';
}

function valuesOf(value: unknown, name: string, depth = 0): readonly unknown[] {
  if (typeof value !== 'object' || value === null || depth > 4) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key === name && typeof inner === 'string' ? [inner] : []),
    ...valuesOf(inner, name, depth + 1),
  ]);
}
