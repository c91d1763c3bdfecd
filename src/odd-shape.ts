import type { core } from 'zod/mini';

/** The first fault that a schema found in a value, in one clause: '"files.a.owner" is none of owned, wired'. */
export function oddShape({ issues: [issue] }: core.$ZodError): string {
  const where = issue?.path.map(String).join('.') ?? '';
  const what = where === '' ? 'the whole' : `"${where.slice(0, 200)}"`;
  return `${what} ${issue === undefined ? 'is odd' : faultOf(issue)}`;
}

function faultOf(issue: core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `is no ${words[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_value') return `is none of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'unrecognized_keys')
    return `has an unknown member "${String(issue.keys[0]).slice(0, 100)}"`;
  return issue.code === 'custom' ? issue.message : 'has another form';
}

const words: Readonly<Record<string, string>> = {
  array: 'list',
  record: 'table',
  object: 'table',
  int: 'whole number',
};
