import { isDeepStrictEqual } from 'node:util';
import { recordOf } from '../../own.js';

/**
 * package.json with the package manager that it is installed with; as it is where it names one already, or
 * is not plain JSON.
 */
export function nameManager(text: string, manager: string): string {
  const before = jsonIn(text);
  if (before === undefined || 'packageManager' in before || 'devEngines' in before) return text;
  const end = text.lastIndexOf('}');
  const head = text.slice(0, end).trimEnd();
  const gap = /\{(\s*)"/.exec(text)?.[1] ?? ' ';
  const comma = head.endsWith('{') ? '' : ',';
  const after = `${head}${comma}${gap}"packageManager": ${JSON.stringify(manager)}${text.slice(head.length)}`;
  return isDeepStrictEqual(jsonIn(after), { ...before, packageManager: manager }) ? after : text;
}

function jsonIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return { ...recordOf(JSON.parse(text.replace(/^\uFEFF/, ''))) };
  } catch {
    return undefined;
  }
}
