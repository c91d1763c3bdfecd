import { Composer, Parser, isMap, isScalar, isSeq } from 'yaml';
import type { CST, Document } from 'yaml';

/** How a tool reads YAML. */
export interface YamlOptions {
  /** Kubernetes reads YAML 1.1, where 0440 is octal. */
  readonly version?: '1.1' | '1.2';
  /** Whether `<<` merges the entries of another mapping, as Docker Compose does. */
  readonly merge?: 'merged' | 'a key';
}

/**
 * A stranger's document as plain data; null if empty. Throws if it is not one valid document, or is nested
 * deeper than people write.
 */
export function yamlIn(text: string, options: YamlOptions = {}): unknown {
  const documents = documentsOf(text, options);
  if (documents.length > 1) throw new Error('There is more than one document.');
  const [document] = documents;
  if (document === undefined) return null;
  if (!isSound(document)) throw new Error('It is not valid YAML.');
  return dataOf(document);
}

/** All documents of a text, as plain data or 'broken'. Throws if one is nested deeper than people write. */
export const yamlDocuments = (
  text: string,
  options: YamlOptions = {},
): readonly (readonly ['sound', unknown] | readonly ['broken'])[] =>
  documentsOf(text, options).map((document) => {
    if (!isSound(document)) return ['broken'];
    try {
      return ['sound', dataOf(document)];
    } catch {
      return ['broken']; // too many aliases
    }
  });

/**
 * The library is recursive and compiles regular expressions on the way: if the stack overflows there, the
 * process ends. Its lexer is not recursive, so the depth of the tokens is checked first.
 */
function documentsOf(text: string, { version = '1.2', merge = 'a key' }: YamlOptions): readonly Document[] {
  const tokens = [...new Parser().parse(text)];
  if (isTooDeep(tokens)) throw new Error(`It is nested more than ${deepest} levels deep.`);
  const composer = new Composer({
    version,
    merge: merge === 'merged',
    uniqueKeys: false, // the library's own check compares each key with every other
    logLevel: 'error',
  });
  return [...composer.compose(tokens)] as unknown as readonly Document[];
}

const deepest = 300;
const maxAliasCount = 100;

const dataOf = (document: Document): unknown => document.toJS({ maxAliasCount });

const isSound = (document: Document): boolean => document.errors.length === 0 && hasUniqueKeys(document);

function isTooDeep(tokens: readonly CST.Token[]): boolean {
  let level: readonly unknown[] = tokens;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    level = level.flatMap(insideOf);
  }
  return false;
}

/** Tokens one level below: the value of a document; the keys and values of a collection. */
function insideOf(token: unknown): readonly unknown[] {
  const { value, key, items } = token as { value?: unknown; key?: unknown; items?: readonly unknown[] };
  return [value, key, ...(items?.flatMap((item) => insideOf(item)) ?? [])].filter(
    (each) => typeof each === 'object' && each !== null,
  );
}

/** A key that occurs twice in a mapping is an error in YAML, and tools differ in which one they use. */
function hasUniqueKeys({ contents }: Document): boolean {
  const open: unknown[] = [contents];
  while (open.length > 0) {
    const node = open.pop();
    if (isSeq(node)) for (const item of node.items) open.push(item);
    if (!isMap(node)) continue;
    const seen = new Set<string>();
    for (const { key, value } of node.items) {
      open.push(key, value);
      if (!isScalar(key) || key.value === '<<') continue;
      const name = `${typeof key.value} ${String(key.value)}`;
      if (seen.has(name)) return false;
      seen.add(name);
    }
  }
  return true;
}
