import { createScanner, getNodeValue, parseTree, type Node, type ParseError } from 'jsonc-parser';

/** The root object of a JSON text as a tree; undefined if it is none. 'jsonc' allows comments and trailing commas. */
export function jsonTree(text: string, form: 'json' | 'jsonc' = 'jsonc'): Node | undefined {
  if (isTooDeep(text)) return undefined;
  const errors: ParseError[] = [];
  const isPlain = form === 'json';
  const root = parseTree(text, errors, { allowTrailingComma: !isPlain, disallowComments: isPlain });
  return errors.length === 0 && root?.type === 'object' ? root : undefined;
}

/** An entry of an object. `property` is the whole `"key": value`. */
export interface JsonEntry {
  readonly key: string;
  readonly property: Node;
  readonly value: Node;
}

/** The entries of an object, in order; none for anything else. */
export const jsonEntries = (object: Node | undefined): readonly JsonEntry[] =>
  (object?.type === 'object' ? (object.children ?? []) : []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    return key === undefined || value === undefined ? [] : [{ key: String(key.value), property, value }];
  });

/** The value of a JSON text with comments. Its objects inherit no names. */
export function parseJsonc(text: string): unknown {
  const root = jsonTree(text.replace(/^\uFEFF/, ''));
  return root === undefined ? undefined : getNodeValue(root);
}

/** People do not nest deeper. The library is recursive; its scanner is not. */
const deepest = 300;

function isTooDeep(text: string): boolean {
  const scanner = createScanner(text, true);
  let depth = 0;
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    const start = text[scanner.getTokenOffset()];
    if (start === '{' || start === '[') depth += 1;
    if (start === '}' || start === ']') depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}
