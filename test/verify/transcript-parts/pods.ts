/** A pod that keeps the restricted standard. */
export const restricted = {
  automountServiceAccountToken: false,
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [
    {
      name: 'a',
      resources: { limits: { memory: '1Gi' } },
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
    },
  ],
};

/** Objects of Kubernetes and a unit, as transcripts hold them. */
export function manifest(kind: string, fields: object): object {
  return { path: 'a.yaml', body: { apiVersion: 'v1', kind, metadata: { name: 'a' }, ...fields } };
}
export function stack(...manifests: readonly object[]): object {
  return { path: 'a.yaml', manifests };
}
export function deployment(spec: object): object {
  return manifest('Deployment', { spec: { template: { spec } } });
}
