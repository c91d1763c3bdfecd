import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  documentsIn,
  fieldsOf,
  manifestName,
  namespaceOf,
  podOf,
} from '../../src/verify/subjects/manifests.js';
import { breachesOf } from '../../src/verify/subjects/pod-security.js';
import { ask, at, listed } from './ask.js';
import { unknownFields } from './custom-resources.js';
import type { Finding, Judge, Subject } from './judge.js';
import { overlaysFolder, renderedOf, type Rendered } from './rendered.js';

/** What is written for Kubernetes, looked at as each overlay makes it. */
const over = ['output', 'installed'] as const;
const needs = overlaysFolder;

const each = (subject: Subject, look: (rendered: Rendered) => readonly Finding[]): readonly Finding[] =>
  renderedOf(subject).flatMap(look);

export const clusterJudges: readonly Judge[] = [
  {
    name: 'kustomize',
    tool: 'kubectl',
    over,
    needs,
    look: (subject, tool) =>
      each(subject, ({ overlay, manifests }) => {
        const theirs = documentsIn(ask(tool, ['kustomize', overlay], subject)).map(fieldsOf);
        return manifests.flatMap((ours) => {
          const twin = theirs.find(
            (body) =>
              body.kind === ours.body.kind &&
              fieldsOf(body.metadata).name === manifestName(ours) &&
              (fieldsOf(body.metadata).namespace ?? 'default') === namespaceOf(ours),
          );
          const name = `${ours.body.kind}/${manifestName(ours)}`;
          if (twin === undefined)
            return [at('kustomize', 'missing', subject, overlay, `${name} is not built`)];
          return isDeepStrictEqual(comparable(twin), comparable(ours.body))
            ? []
            : [at('kustomize', 'differs', subject, overlay, `${name} is not what verify reads`)];
        });
      }),
  },
  {
    name: 'kubernetes-validate',
    tool: 'kubernetes-validate',
    over,
    needs,
    look: (subject, tool) =>
      each(subject, ({ overlay, file, manifests }) => {
        const said = ask(tool, ['--strict', '--kubernetes-version', '1.37', file], subject).split('\n');
        const passed = said.filter((line) => / passed for resource /.test(line)).length;
        const own = manifests.filter(({ body }) => unknownFields(body) === 'not-ours').length;
        return [
          ...said
            .filter((line) => /^ERROR/.test(line))
            .map((line) => at('kubernetes-validate', 'schema', subject, overlay, line)),
          ...(passed === own
            ? []
            : [
                at(
                  'kubernetes-validate',
                  'count',
                  subject,
                  overlay,
                  `${String(passed)} of ${String(own)} objects passed`,
                ),
              ]),
        ];
      }),
  },
  {
    name: 'custom-resources',
    tool: 'node',
    over,
    needs,
    look: (subject) =>
      each(subject, ({ overlay, manifests }) =>
        manifests.flatMap((manifest) => {
          const unknown = unknownFields(manifest.body);
          return unknown === 'not-ours'
            ? []
            : unknown.map((field) =>
                at('custom-resources', 'field', subject, overlay, `${manifest.body.kind}: ${field}`),
              );
        }),
      ),
  },
  {
    name: 'pod-security',
    tool: 'node',
    over,
    needs,
    look: (subject) =>
      each(subject, ({ overlay, manifests }) =>
        manifests.flatMap((manifest) =>
          breachesOf(podOf(manifest)?.spec ?? {}).map(({ rule, because }) =>
            at('pod-security', rule, subject, overlay, because),
          ),
        ),
      ),
  },
  {
    name: 'monokle',
    tool: '@monokle/validation',
    over,
    needs,
    look: (subject, tool) =>
      each(subject, ({ overlay, file }) =>
        askMonokle(tool, file, subject).map(({ rule, message }) =>
          at('monokle', rule, subject, overlay, message),
        ),
      ),
  },
  {
    name: 'checkov-kubernetes',
    tool: 'checkov',
    over,
    needs,
    look: (subject, tool) => {
      // One start for all overlays: it takes longer than the checks.
      const files = renderedOf(subject).flatMap(({ file }) => ['--file', file]);
      const flags = [
        '--skip-download',
        '--compact',
        '--quiet',
        '--framework',
        'kubernetes',
        '--output',
        'json',
      ];
      const answer = JSON.parse(ask(tool, [...flags, ...files], subject)) as {
        results?: {
          failed_checks: { check_id: string; check_name: string; file_path: string; resource: string }[];
        };
        summary?: { passed: number };
      };
      const failed = answer.results?.failed_checks ?? [];
      if ((answer.summary?.passed ?? 0) + failed.length < 50 * renderedOf(subject).length)
        return [at('checkov-kubernetes', 'count', subject, overlaysFolder, 'hardly anything was checked')];
      return failed.map(({ check_id, check_name, file_path, resource }) =>
        at('checkov-kubernetes', check_id, subject, file_path, `${check_name} (${resource})`),
      );
    },
  },
];

/** Without generated names: verify leaves what generators make alone. */
const comparable = (body: unknown): unknown =>
  JSON.parse(JSON.stringify(body).replace(/"(settings)-[a-z0-9]{10}"/g, '"$1"'));

/** Findings of monokle's rules of the Pod Security Standard and of its practices. */
const askMonokle = (
  entry: string,
  file: string,
  subject: Subject,
): readonly { readonly rule: string; readonly message: string }[] =>
  listed(ask(process.execPath, [join(import.meta.dirname, 'monokle.mjs'), entry, file], subject));
