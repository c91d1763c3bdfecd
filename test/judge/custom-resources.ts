import { fieldsOf } from '../../src/verify/subjects/manifests.js';

/**
 * The fields of kinds that are no part of Kubernetes, as far as an output may use them. A list stands for its items.
 * HTTPRoute: https://gateway-api.sigs.k8s.io/reference/spec/, the standard channel of v1.
 * ExternalSecret, SecretStore: https://external-secrets.io/latest/api/spec/, external-secrets.io/v1.
 */
type Shape = 'text' | 'number' | 'any' | readonly [Shape] | { readonly [field: string]: Shape };

const metadata = { name: 'text', namespace: 'text', labels: 'any', annotations: 'any' } as const;
const header = { name: 'text', value: 'text' } as const;
const reference = { group: 'text', kind: 'text', name: 'text', namespace: 'text', port: 'number' } as const;
const match = { type: 'text', value: 'text' } as const;
const remote = {
  key: 'text',
  property: 'text',
  version: 'text',
  metadataPolicy: 'text',
  conversionStrategy: 'text',
  decodingStrategy: 'text',
} as const;

const shapes: Readonly<Record<string, Shape>> = {
  'gateway.networking.k8s.io/v1 HTTPRoute': {
    apiVersion: 'text',
    kind: 'text',
    metadata,
    spec: {
      parentRefs: [{ ...reference, sectionName: 'text' }],
      hostnames: ['text'],
      rules: [
        {
          name: 'text',
          matches: [
            {
              path: match,
              headers: [{ ...match, name: 'text' }],
              queryParams: [{ ...match, name: 'text' }],
              method: 'text',
            },
          ],
          filters: [
            {
              type: 'text',
              requestHeaderModifier: { set: [header], add: [header], remove: ['text'] },
              responseHeaderModifier: { set: [header], add: [header], remove: ['text'] },
              requestRedirect: {
                scheme: 'text',
                hostname: 'text',
                path: 'any',
                port: 'number',
                statusCode: 'number',
              },
            },
          ],
          backendRefs: [{ ...reference, weight: 'number' }],
          timeouts: { request: 'text', backendRequest: 'text' },
        },
      ],
    },
  },
  'external-secrets.io/v1 ExternalSecret': {
    apiVersion: 'text',
    kind: 'text',
    metadata,
    spec: {
      refreshPolicy: 'text',
      refreshInterval: 'text',
      secretStoreRef: { kind: 'text', name: 'text' },
      target: {
        name: 'text',
        creationPolicy: 'text',
        deletionPolicy: 'text',
        immutable: 'any',
        template: 'any',
      },
      data: [{ secretKey: 'text', remoteRef: remote, sourceRef: 'any' }],
      dataFrom: 'any',
    },
  },
};

/** Paths that a kind does not have, or that hold something else; 'not-ours' for kinds of Kubernetes itself. */
export function unknownFields(body: unknown): readonly string[] | 'not-ours' {
  const { apiVersion, kind } = fieldsOf(body);
  const api = String(apiVersion);
  const isBuiltIn =
    !api.includes('.') || ((api.split('/')[0] ?? '').endsWith('.k8s.io') && !api.startsWith('gateway.'));
  if (isBuiltIn) return 'not-ours';
  const shape = shapes[`${api} ${String(kind)}`];
  return shape === undefined ? [`${api} ${String(kind)} is an unknown kind`] : faults(body, shape, '');
}

function faults(value: unknown, shape: Shape, path: string): readonly string[] {
  if (shape === 'any') return [];
  if (shape === 'text' || shape === 'number')
    return typeof value === (shape === 'text' ? 'string' : 'number') ? [] : [`${path} is no ${shape}`];
  if (Array.isArray(shape)) {
    const [item] = shape as readonly [Shape];
    return Array.isArray(value)
      ? value.flatMap((one, index) => faults(one, item, `${path}/${String(index)}`))
      : [`${path} is no list`];
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path} is no object`];
  const known = shape as Readonly<Record<string, Shape>>;
  return Object.entries(value).flatMap(([name, one]) => {
    const inner = known[name];
    return inner === undefined
      ? [`${path}/${name} is an unknown field`]
      : faults(one, inner, `${path}/${name}`);
  });
}
