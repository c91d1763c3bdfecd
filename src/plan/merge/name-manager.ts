import { applyEdits } from 'jsonc-parser';
import { jsonEntries, jsonTree } from '../../repo/jsonc.js';
import { addJsonEntries } from './add-json-entries.js';

/** Adds the package manager to package.json, unless it names one or is not plain JSON. */
export function nameManager(fileText: string, manager: string): string {
  const bom = fileText.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = fileText.slice(bom.length);
  const root = jsonTree(text, 'json');
  const isNamed = jsonEntries(root).some(({ key }) => key === 'packageManager' || key === 'devEngines');
  if (root === undefined || isNamed) return fileText;
  const entries = [['packageManager', JSON.stringify(manager)]] as const;
  return (
    bom + applyEdits(text, [...addJsonEntries({ text, object: root, entries, order: 'last', depth: 1 })])
  );
}
