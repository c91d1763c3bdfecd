import { ownOf } from '../../own.js';
import { fieldsOf } from './manifests.js';
import type { Fields } from './manifests.js';

/** The field that identifies list items, for lists that Kubernetes merges instead of replacing. */
const keys: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  volumes: 'name',
  env: 'name',
  volumeMounts: 'mountPath',
  ports: 'containerPort',
};

/** A strategic merge: objects field by field; null removes; `$patch: delete | replace` as written. */
export function merge(base: unknown, patch: unknown, field = ''): unknown {
  if (Array.isArray(patch)) return mergeLists(Array.isArray(base) ? base : [], patch, field);
  if (typeof patch !== 'object' || patch === null) return patch;
  const { $patch, ...fields } = patch as Fields;
  if ($patch === 'replace') return fields;
  const kept = fieldsOf(base);
  const isGone = (name: string): boolean =>
    fields[name] === null || fieldsOf(fields[name]).$patch === 'delete';
  const merged = { ...kept, ...mapped(fields, (value, name) => merge(ownOf(kept, name), value, name)) };
  return without(merged, isGone);
}

function mergeLists(base: readonly unknown[], patch: readonly unknown[], field: string): readonly unknown[] {
  const key = ownOf(keys, field);
  if (key === undefined) return patch;
  let merged = [...base];
  for (const item of patch.map(fieldsOf)) {
    const at = merged.findIndex((one) => fieldsOf(one)[key] === item[key]);
    if (item.$patch === 'delete') merged = merged.filter((_, index) => index !== at);
    else if (at < 0) merged.push(merge(undefined, item));
    else merged[at] = merge(merged[at], item);
  }
  return merged;
}

/** add, remove and replace of RFC 6902. move, copy and test do not affect what is judged here. */
export const operate = (base: unknown, operations: readonly Fields[]): unknown =>
  operations.reduce<unknown>((body, { op, path, value }) => {
    const steps = String(path).split('/').slice(1).map(unescaped);
    if (op === 'remove') return changed(body, steps, undefined, 'remove');
    return op === 'add' || op === 'replace' ? changed(body, steps, value, op) : body;
  }, base);

const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');

function changed(
  body: unknown,
  [step, ...rest]: readonly string[],
  value: unknown,
  op: 'add' | 'replace' | 'remove',
): unknown {
  if (step === undefined) return value;
  if (Array.isArray(body)) {
    const list: unknown[] = [...(body as unknown[])];
    const at = step === '-' ? list.length : Number(step);
    if (rest.length > 0) list[at] = changed(list[at], rest, value, op);
    else if (op === 'add') list.splice(at, 0, value);
    else if (op === 'remove') list.splice(at, 1);
    else list[at] = value;
    return list;
  }
  const fields = fieldsOf(body);
  if (rest.length === 0 && op === 'remove') return without(fields, (name) => name === step);
  return { ...fields, [step]: rest.length === 0 ? value : changed(ownOf(fields, step), rest, value, op) };
}

const mapped = (fields: Fields, change: (value: unknown, name: string) => unknown): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, change(value, name)]));

const without = (fields: Fields, isGone: (name: string) => boolean): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !isGone(name)));
