import { openEnvelope, seal } from './envelope.js';
import type { NamedKey } from './named-key.js';
import { readStatement, type KeptStatement } from './schema.js';

export const statementType = 'application/vnd.rampart.statement+json';

export const signedStatement = (statement: KeptStatement, key: NamedKey): string =>
  `${seal(statementType, JSON.stringify(statement), key)}\n`;

/** A valid statement, and who signed it. */
export interface Said {
  readonly statement: KeptStatement;
  /** The key that signed it; none if it was made on this machine. */
  readonly by?: string;
}

export interface Hearing {
  readonly trusted: readonly NamedKey[];
  /** The name of the judged package. */
  readonly name: string;
  readonly now: Date;
}

/** Whether a given text is a statement; other texts are evidence. */
export const isStatement = (text: string): boolean => text.includes(`"payloadType":"${statementType}"`);

export function acceptStatement(
  text: string,
  { trusted, name, now }: Hearing,
): Said | { readonly no: string } {
  const opened = openEnvelope(statementType, text, trusted);
  if ('no' in opened) return opened;
  const statement = readStatement(opened.text);
  if (statement === undefined) return { no: 'its signed content has a form that this rampart does not read' };
  const no = unfit(statement, name, now);
  return no === undefined ? { statement, by: opened.by } : { no };
}

/** Why a statement does not apply here. Expiry is reported elsewhere, since it is no fault. */
export function unfit(statement: KeptStatement, name: string, now: Date): string | undefined {
  if (statement.name !== name) return `it is about the package "${statement.name}", here is "${name}"`;
  if (Date.parse(statement.at) > now.getTime() + skewMs) return `it is from the future (${statement.at})`;
  return undefined;
}

const skewMs = 5 * 60_000;

/** Keeps one statement for each subject, environment and signer; a newer one replaces the older. */
export function mergeStatements(
  older: readonly KeptStatement[],
  newer: readonly KeptStatement[],
): readonly KeptStatement[] {
  const keyOf = ({ kind, of, environment }: KeptStatement): string => `${kind} ${of} ${environment}`;
  const all = new Map([...older, ...newer].map((one) => [keyOf(one), one]));
  return [...all.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
