import { parseArgs } from 'node:util';
import { RampartError } from '../errors.js';
import { nearest } from '../commands/nearest.js';
import { optionInCurrentForm } from '../repo/frameworks/in-current-form.js';
import type { Row } from '../commands/row.js';
import type { Given } from '../commands/command.js';

/**
 * Splits arguments into options and positionals. Throws for an option that no row names. Choices are checked
 * later, where they are known.
 */
export function parseOptions({
  command,
  rows,
  args,
}: {
  readonly command: string;
  readonly rows: readonly Row[];
  readonly args: readonly string[];
}): { readonly given: Given; readonly positionals: readonly string[] } {
  const flags = new Map(rows.flatMap((row) => spellings(row).map((spelling) => [spelling, row] as const)));
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      [...flags].map(([flag, row]) => [flag, { type: parserType(row), multiple: true }]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given: Record<string, string | readonly string[]> = {};
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const row = flags.get(token.name);
    if (row === undefined)
      throw unknownOption({
        ...{ command, flags: [...flags.keys()], name: token.rawName },
        value: token.value ?? args[token.index + 1] ?? '',
      });
    given[row.key] = valueOf({ row, token, before: given[row.key] });
  }
  return { given, positionals };
}

const spellings = (row: Row): readonly string[] =>
  row.type === 'either' ? [row.flag, `no-${row.flag}`] : [row.flag];

const parserType = (row: Row): 'boolean' | 'string' =>
  row.type === 'switch' || row.type === 'either' ? 'boolean' : 'string';

function unknownOption({
  command,
  name,
  value,
  flags,
}: {
  readonly command: string;
  readonly name: string;
  /** What follows it: an option that older versions had is known by it. */
  readonly value: string;
  readonly flags: readonly string[];
}): RampartError {
  const today = optionInCurrentForm(name, value);
  if (today !== undefined)
    return new RampartError('RAMPART_UNKNOWN_OPTION', { name, command, hint: ` Write ${today} instead.` });
  const near = nearest(name.replace(/^-+/, ''), flags);
  const hint = near === undefined ? '' : ` Did you mean --${near}?`;
  return new RampartError('RAMPART_UNKNOWN_OPTION', { name, command, hint });
}

function valueOf({
  row,
  token,
  before,
}: {
  readonly row: Row;
  readonly token: { readonly name: string; readonly rawName: string; readonly value?: string | undefined };
  readonly before: string | readonly string[] | undefined;
}): string | readonly string[] {
  const { value, rawName: option } = token;
  if (parserType(row) === 'boolean') {
    if (value !== undefined)
      throw new RampartError('RAMPART_BAD_VALUE', {
        option,
        expected: 'given without a value',
        found: value,
      });
    if (row.type === 'switch') return 'yes';
    return token.name.startsWith('no-') ? 'no' : 'yes';
  }
  if (value === undefined || value === '')
    throw new RampartError('RAMPART_BAD_VALUE', {
      option,
      expected: `followed by ${row.hint ?? 'a value'}`,
      found: '',
    });
  if (row.type === 'pairs') return [...(before ?? []), value];
  if (row.type === 'words')
    return [
      ...(before ?? []),
      ...value
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    ];
  if (before !== undefined && before !== value)
    throw new RampartError('RAMPART_BAD_VALUE', {
      option,
      expected: 'given once',
      found: `${String(before)}" and "${value}`,
    });
  return value;
}
