import { NotSeen, fail, inconclusive, onBench, pass } from '../probe.js';
import { statusWords } from '../subjects/meaning.js';
import { withPatience, type Patient } from '../subjects/patience.js';
import { probesFile } from '../good-requests/good-requests.js';
import { jsonAsk } from '../subjects/json-ask.js';
import type { Ask } from '../subjects/http.js';
import type { JsonRoute } from '../subjects/found-routes.js';

interface Seen {
  readonly text: string;
  readonly status: number;
  readonly ms: number;
  readonly back: 'same' | 'changed' | 'absent';
}

interface Transcript {
  /** Harmless words, sent first to see whether the text comes back at all. */
  readonly plain: Seen;
  readonly seen: readonly Seen[];
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
  how:
    'Sends markup, quotes and odd letters to a route that takes text, and looks for them in the ' +
    'answer. A text that is changed, slow or answered 500 fails.',
  safety: 'active',
  exercise: (bench) =>
    withPatience(bench, async (service) => {
      const [json] = service.routes.jsons;
      const names = Object.keys(json?.sample ?? {}).filter((key) => typeof json?.sample[key] === 'string');
      if (json === undefined || names[0] === undefined) throw new NotSeen(noText);
      let [plain, name] = [await sendText(service, json, names[0], words), names[0]];
      for (const other of names.slice(1)) {
        if (plain.back === 'same') break; // an address or an id does not accept words: another member may
        [plain, name] = [await sendText(service, json, other, words), other];
      }
      const seen: Seen[] = [];
      for (const text of texts) seen.push(await unhurried(() => sendText(service, json, name, text)));
      return { plain, seen };
    }),
  read: ({ plain, seen }) => {
    const taken = seen.filter(({ status }) => isDone(status));
    if (!isDone(plain.status))
      return [inconclusive(`plain words were not taken: ${statusWords(plain.status)}`)];
    if (plain.back !== 'same') return [inconclusive('no answer gives the text back')];
    const faults = [
      ...taken
        .filter(({ back }) => back === 'changed')
        .map(({ text }) => fail(`${JSON.stringify(text)} came back changed`)),
      ...seen
        .filter(({ status }) => status === 500)
        .map(({ text, status }) => fail('harmless text makes it fail', `${text} -> ${status}`)),
      ...seen
        .filter(({ ms }) => ms > slowMs)
        .map(({ text, ms }) => fail(`${JSON.stringify(text)} took ${ms} ms`)),
    ];
    if (faults.length > 0) return faults;
    const unclear = seen.find(({ status, back }) =>
      isDone(status) ? back === 'absent' : status < 400 || clouds.has(status),
    );
    if (unclear !== undefined)
      return [
        inconclusive(`${JSON.stringify(unclear.text)} was not seen again: ${statusWords(unclear.status)}`),
      ];
    if (!taken.some(({ text }) => text.includes('<')))
      return [inconclusive('every text with markup was refused')];
    return [pass(`${taken.length} texts came back byte for byte`)];
  },
});

const words = 'plain words';
const noText =
  'no route takes JSON with text, or none was found: name one with --route "POST /path", ' +
  `or a good request in ${probesFile}`;
const slowMs = 2_000;

/** Statuses of refusals that are not about the text. */
const clouds: ReadonlySet<number> = new Set([401, 403, 404, 429, 502, 503, 504]);
const isDone = (status: number): boolean => status >= 200 && status < 300;

/** Repeats a request if the answer is slow: a busy machine is slow once, a bad pattern always. */
async function unhurried(act: () => Promise<Seen>): Promise<Seen> {
  const first = await act();
  return first.ms > slowMs ? act() : first;
}

async function sendText(service: Patient, json: JsonRoute, name: string, text: string): Promise<Seen> {
  const reply = await service.request(jsonAsk(json, JSON.stringify({ ...json.sample, [name]: text })));
  const location = reply.headers['location'];
  const stored =
    location?.startsWith('/') === true ? await service.request(asSame(json, location)) : undefined;
  const answers = [reply.body, ...(stored === undefined ? [] : [stored.body])];
  return { text: text.slice(0, 40), status: reply.status, ms: reply.ms, back: backIn(answers, name, text) };
}

/** A page that is read with the login of the route. */
const asSame = ({ login }: JsonRoute, path: string): Ask => ({
  path,
  ...(login === undefined ? {} : { login }),
});

/** Searches the member with this name in every answer, at any depth. A list also contains earlier texts. */
function backIn(answers: readonly string[], name: string, text: string): 'same' | 'changed' | 'absent' {
  const each = answers.map((body) => valuesIn(body, name)).filter((values) => values.length > 0);
  if (each.length === 0) return 'absent';
  return each.every((values) => values.includes(text)) ? 'same' : 'changed';
}

function valuesIn(body: string, name: string): readonly unknown[] {
  try {
    return valuesOf(JSON.parse(body) as unknown, name);
  } catch {
    return [];
  }
}

function valuesOf(value: unknown, name: string, depth = 0): readonly unknown[] {
  if (typeof value !== 'object' || value === null || depth > 4) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key === name && typeof inner === 'string' ? [inner] : []),
    ...valuesOf(inner, name, depth + 1),
  ]);
}
