import type { Finding } from '../../define/probe.js';
import { fail, inconclusive, NotSeen, onBench, pass } from '../probe.js';
import { linesText, linesToAdd, type LinesToAdd } from '../good-requests/lines-to-add.js';
import { untold } from '../probing/untold.js';
import { mostGivenMs } from '../probing/given-cases.js';
import { withGiven } from '../probing/with-given.js';
import { sendToItem } from '../probing/send-to-item.js';
import { allowsAnything } from '../subjects/any-body.js';
import { meaningBeside, meaningOf, statusWords } from '../subjects/meaning.js';
import type { Operation } from '../subjects/operation.js';
import { withPatience, type Patient } from '../subjects/patience.js';
import { resolve, type Schema } from '../subjects/samples.js';
import { sharedBoot } from '../subjects/with-boot.js';

interface Seen {
  readonly what: string;
  readonly status: number;
  readonly wants: 'taken' | 'refused';
  /** The answer of the same operation to the sample. */
  readonly good: number;
  readonly documented: readonly number[];
  /** The body is one of rampart.probes.json, or it was sent with its login. */
  readonly by?: 'file';
}

interface Transcript {
  readonly operations: number;
  readonly bodies: number;
  /** The operations that take JSON: 'POST /notes'. */
  readonly on: readonly string[];
  readonly seen: readonly Seen[];
  /** What to write into rampart.probes.json, by operation. */
  readonly add: Readonly<Record<string, LinesToAdd>>;
}

export const openapiTellsTheTruth = onBench<Transcript>({
  id: 'openapi-tells-the-truth',
  question:
    'Does the service take what its OpenAPI document allows in JSON bodies, and nothing one step over a bound?',
  how:
    'Sends JSON bodies that the OpenAPI document allows, and ones a step over its bounds. An allowed ' +
    'one that is refused, or a forbidden one that is taken, fails.',
  safety: 'active',
  exercise: (bench) =>
    withPatience(bench, async (service) => {
      const { operations, document } = service.routes;
      if (document === undefined) {
        // the boot where the document would be: if it did not start, this says why
        await sharedBoot(bench, 'development');
        throw new NotSeen('no OpenAPI document was found on a development boot');
      }
      const bodies = operations.filter(({ body }) => body !== undefined);
      const seen: Seen[] = [];
      const until = performance.now() + mostGivenMs;
      for (const operation of bodies) seen.push(...(await tryBounds(service, operation, document)));
      const given = bodies.flatMap((one) => withGiven(one, bench.given, operations, bench.written.routes));
      for (const one of given)
        if (performance.now() < until)
          seen.push(...(await tryBounds(service, one, document, 'file')).filter(isOfGood));
      return {
        operations: operations.length,
        bodies: bodies.length,
        on: bodies.map(nameOf),
        seen,
        add: Object.fromEntries(
          bodies.map((operation) => [nameOf(operation), linesFor(operation, seen, service)]),
        ),
      };
    }),
  read: ({ operations, bodies, on, seen, add }) => {
    if (operations === 0) return [fail('the OpenAPI document describes no operation')];
    const told = seen.map((each) => tell(each, checkedFirst(each, seen)));
    const faults = told.filter(({ outcome }) => outcome === 'fail');
    if (faults.length > 0) return faults.slice(0, 8);
    const open = untold(
      seen.map((one, index) => ({ ...one, finding: told[index] ?? fail(one.what) })),
      ({ finding }) => finding.outcome !== 'inconclusive',
    );
    const unclear = open.map(({ finding }) => finding);
    if (unclear.length > 0) {
      const places = new Set(unclear.map(({ where = '' }) => where.split(',', 1)[0] ?? ''));
      const lines = [...places].flatMap((operation) => add[operation] ?? []);
      return unclear
        .slice(0, 8)
        .map((finding) => (lines.length === 0 ? finding : { ...finding, add: linesText(lines) }));
    }
    const bounds = new Set(seen.filter(({ wants }) => wants === 'refused').map(({ what }) => what)).size;
    if (bodies === 0) return [inconclusive('no operation of the document takes JSON')];
    return bounds === 0
      ? [fail('the document states no bound for any body')]
      : [
          pass(
            `${bodies} of ${operations} operations take JSON (${on.join(', ')}), ` +
              'by the document that a boot in development serves: samples are ' +
              `taken, ${bounds} steps over a bound are refused`,
          ),
        ];
  },
});

const nameOf = ({ method, template }: Operation): string => `${method} ${template}`;

function linesFor(
  { method, template, body }: Operation,
  seen: readonly Seen[],
  { routes }: Patient,
): LinesToAdd {
  const status = seen.find(({ what }) => what.startsWith(`${method} ${template},`))?.good ?? 0;
  return linesToAdd({ method, template, status, sample: body?.sample, ...routes });
}

async function tryBounds(
  service: Patient,
  operation: Operation,
  document: unknown,
  by?: Seen['by'],
): Promise<readonly Seen[]> {
  const { method, template, documented, body: described } = operation;
  const seen: Seen[] = [];
  let good: number | undefined;
  for (const { what, body, wants } of casesFor(operation, document).slice(0, 40)) {
    const { status } = await sendToItem(service, operation, body);
    good ??= status;
    // A webhook's body may be anything; whether it would be taken with its signature cannot be seen.
    if (allowsAnything(described?.schema ?? {}, document) && meaningOf(status) === 'elsewhere') continue;
    seen.push({ what: `${method} ${template}, ${what}`, status, wants, good, documented, ...(by && { by }) });
  }
  return seen;
}

/** A request of the file that is not taken is a mistake of the file, which another question names. */
const isOfGood = ({ good }: Seen): boolean => meaningOf(good) === 'taken';

/**
 * Whether the body is checked before what answered. A login answers 401 to what fits, and 400 to what does not: so what
 * fits has passed the check.
 */
function checkedFirst({ what, good, status, documented }: Seen, seen: readonly Seen[]): 'yes' | 'unknown' {
  if (status !== 401 || good !== 401 || !documented.includes(401)) return 'unknown';
  const [operation] = what.split(',', 1);
  const refused = seen.filter(
    (other) => other.what.split(',', 1)[0] === operation && other.wants === 'refused',
  );
  const isChecked =
    refused.length > 0 && refused.every((other) => meaningBeside(good, other.status) === 'refused');
  return isChecked ? 'yes' : 'unknown';
}

function tell({ what, status, wants, good, documented }: Seen, checked: 'yes' | 'unknown'): Finding {
  const where = `${what} -> ${status || 'no answer'}`;
  const meaning = wants === 'taken' ? meaningOf(status) : meaningBeside(good, status);
  if (meaning === 'failed' && good < 500) return fail('what the document describes makes it fail', where);
  if (meaning === 'failed')
    return inconclusive('it fails on a sample, too: what it needs may be missing here', where);
  if (meaning === 'elsewhere' && wants === 'taken' && checked === 'yes') return pass(where);
  if (meaning === 'elsewhere')
    return inconclusive(
      wants === 'taken'
        ? `whether it takes what the document allows was not seen: ${statusWords(status)}`
        : `whether it looks at the body was not seen: ${statusWords(status)}`,
      where,
    );
  if (wants === 'refused')
    return meaning === 'taken' ? fail('the document forbids it, the service takes it', where) : pass(where);
  if (meaning === 'refused') return fail('the document allows it, the service refuses it', where);
  return documented.length === 0 || documented.includes(status)
    ? pass(where)
    : fail(`${status} is not in the document`, where);
}

interface Case {
  readonly what: string;
  readonly body: unknown;
  readonly wants: 'taken' | 'refused';
}

function casesFor({ body }: Operation, document: unknown): readonly Case[] {
  const sample = body?.sample as Readonly<Record<string, unknown>>;
  const schema = body?.schema.$ref === undefined ? (body?.schema ?? {}) : resolve(body.schema.$ref, document);
  return [
    { what: 'a sample', body: sample, wants: 'taken' },
    ...Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
      boundsOf(property).map(({ what, value, wants }) => ({
        what: `${name} ${what}`,
        body: { ...sample, [name]: value },
        wants,
      })),
    ),
    ...(schema.additionalProperties === false
      ? [{ what: 'one member more', body: { ...sample, rampartMore: 1 }, wants: 'refused' as const }]
      : []),
  ];
}

function boundsOf({
  type,
  minLength,
  maxLength,
  minimum,
  maximum,
  enum: words,
  format,
  pattern,
}: Schema): readonly { what: string; value: unknown; wants: Case['wants'] }[] {
  const plain = format === undefined && words === undefined && takesX(pattern);
  return [
    ...(type === 'string' && maxLength !== undefined && maxLength < 200_000
      ? [
          {
            what: `of ${maxLength + 1} characters`,
            value: 'x'.repeat(maxLength + 1),
            wants: 'refused' as const,
          },
        ]
      : []),
    ...(type === 'string' && maxLength !== undefined && maxLength <= 50_000 && plain
      ? [{ what: `of ${maxLength} characters`, value: 'x'.repeat(maxLength), wants: 'taken' as const }]
      : []),
    ...(type === 'string' && minLength !== undefined && minLength > 0
      ? [
          {
            what: `of ${minLength - 1} characters`,
            value: 'x'.repeat(minLength - 1),
            wants: 'refused' as const,
          },
        ]
      : []),
    ...(words !== undefined
      ? [{ what: 'not in the list', value: 'rampart-not-listed', wants: 'refused' as const }]
      : []),
    ...(maximum !== undefined
      ? [{ what: 'over its maximum', value: maximum + 1, wants: 'refused' as const }]
      : []),
    ...(minimum !== undefined
      ? [{ what: 'under its minimum', value: minimum - 1, wants: 'refused' as const }]
      : []),
  ];
}

/** Whether texts of x fit: there is no pattern, or one set of characters, repeated. Others could take very long. */
function takesX(pattern: string | undefined): boolean {
  if (pattern === undefined) return true;
  if (!/^\^\[(?:[^\]\\]|\\.)+\][*+]\$$/su.test(pattern)) return false;
  try {
    return new RegExp(pattern, 'u').test('x');
  } catch {
    return false;
  }
}
