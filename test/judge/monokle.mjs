// Runs monokle's rules over one file of manifests and prints its findings as JSON. argv: its package's entry, the file.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [entry, file] = process.argv.slice(2);
const { createDefaultMonokleValidator } = await import(pathToFileURL(entry).href);
const { parseAllDocuments } = createRequire(entry)('yaml');
const resources = parseAllDocuments(readFileSync(file, 'utf8')).map((document, index) => {
  const content = document.toJS();
  const { kind, apiVersion, metadata } = content;
  const place = { id: String(index), fileId: file, filePath: file, fileOffset: 0 };
  return { ...place, name: metadata.name, kind, apiVersion, content, text: String(document) };
});

// Schemas and policies of others would be fetched; the restricted half of the standard is off until it is named.
const plugins = {
  'pod-security-standards': true,
  practices: true,
  'kubernetes-schema': false,
  'resource-links': false,
  'yaml-syntax': false,
};
const validator = createDefaultMonokleValidator();
await validator.preload({ plugins });
const names = ['pod-security-standards', 'practices'].flatMap((plugin) =>
  validator.rules[plugin].map(({ name }) => `${plugin}/${name}`),
);
await validator.preload({ plugins, rules: Object.fromEntries(names.map((name) => [name, 'err'])) });
const { runs } = await validator.validate({ resources });
const findings = runs.flatMap(({ results }) =>
  results.map(({ ruleId, message, locations }) => ({
    rule: ruleId,
    // 'name.kind@file'
    object: (locations.at(-1)?.logicalLocations?.[0]?.fullyQualifiedName ?? '').split('.')[0],
    message: message.text,
  })),
);
process.stdout.write(`${JSON.stringify(findings)}\n`);
