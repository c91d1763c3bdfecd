import type { Fields } from '../../src/verify/subjects/manifests.js';

/** A pod that keeps the restricted standard, said at every place where one of the judges looks. */
const container = {
  name: 'service',
  image: `registry.example/service@sha256:${'1'.repeat(64)}`,
  ports: [{ containerPort: 3000 }],
  resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '1', memory: '128Mi' } },
  securityContext: {
    runAsNonRoot: true,
    runAsUser: 10001,
    runAsGroup: 10001,
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  },
};
const spec = {
  automountServiceAccountToken: false,
  securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [container],
};

const inContext = (change: Fields): Fields => ({
  ...spec,
  containers: [{ ...container, securityContext: { ...container.securityContext, ...change } }],
});
const inPodContext = (change: Fields): Fields => ({
  ...spec,
  securityContext: { ...spec.securityContext, ...change },
});

export const good: readonly (readonly [name: string, spec: Fields])[] = [
  ['restricted in every way', spec],
  [
    'with a port below 1024 by its one allowed capability',
    inContext({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }),
  ],
  [
    'with a profile of seccomp of its own',
    inContext({ seccompProfile: { type: 'Localhost', localhostProfile: 'a.json' } }),
  ],
  ['with a safe sysctl', inPodContext({ sysctls: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }] })],
  [
    'with volumes of every allowed type that a service needs',
    {
      ...spec,
      volumes: [
        { name: 'a', emptyDir: {} },
        { name: 'b', secret: { secretName: 'b' } },
        { name: 'c', configMap: { name: 'c' } },
      ],
    },
  ],
];

/** One breach each: the rule of the standard, and what is done. */
export const bad: readonly (readonly [rule: string, name: string, spec: Fields])[] = [
  ['host-process', 'a Windows HostProcess', inPodContext({ windowsOptions: { hostProcess: true } })],
  ['host-namespaces', 'the network of the host', { ...spec, hostNetwork: true }],
  ['host-namespaces', 'the processes of the host', { ...spec, hostPID: true }],
  ['host-namespaces', 'the IPC of the host', { ...spec, hostIPC: true }],
  ['privileged', 'a privileged container', inContext({ privileged: true })],
  ['capabilities', 'no capability dropped', inContext({ capabilities: {} })],
  ['capabilities', 'a capability added', inContext({ capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } })],
  ['volume-types', 'a folder of the host', { ...spec, volumes: [{ name: 'a', hostPath: { path: '/' } }] }],
  ['volume-types', 'a volume of NFS', { ...spec, volumes: [{ name: 'a', nfs: { server: 'a', path: '/' } }] }],
  [
    'host-ports',
    'a port of the host',
    { ...spec, containers: [{ ...container, ports: [{ containerPort: 80, hostPort: 80 }] }] },
  ],
  ['selinux', 'an SELinux type', inPodContext({ seLinuxOptions: { type: 'spc_t' } })],
  ['selinux', 'an SELinux user', inPodContext({ seLinuxOptions: { user: 'system_u' } })],
  ['proc-mount', 'an unmasked /proc', inContext({ procMount: 'Unmasked' })],
  ['seccomp', 'seccomp off for the container', inContext({ seccompProfile: { type: 'Unconfined' } })],
  ['sysctls', 'an unsafe sysctl', inPodContext({ sysctls: [{ name: 'kernel.msgmax', value: '1' }] })],
  ['privilege-escalation', 'privilege escalation', inContext({ allowPrivilegeEscalation: true })],
  [
    'privilege-escalation',
    'nothing said of privilege escalation',
    inContext({ allowPrivilegeEscalation: undefined }),
  ],
  ['run-as-non-root', 'root allowed', inContext({ runAsNonRoot: false })],
  ['run-as-user', 'user 0', inContext({ runAsUser: 0 })],
  [
    'capabilities',
    'an init container without limits of capabilities',
    {
      ...spec,
      initContainers: [
        { ...container, name: 'init', securityContext: { ...container.securityContext, capabilities: {} } },
      ],
    },
  ],
];

/** Breaches of rules that are newer than monokle, which ours must know alone. */
export const newer: readonly (readonly [rule: string, name: string, spec: Fields])[] = [
  ['apparmor', 'AppArmor off', inContext({ appArmorProfile: { type: 'Unconfined' } })],
  [
    'host-probes',
    'a probe of another host',
    {
      ...spec,
      containers: [
        { ...container, livenessProbe: { httpGet: { path: '/', port: 80, host: '169.254.169.254' } } },
      ],
    },
  ],
];

/** A seccomp profile of the pod alone is enough by the standard; monokle wants it in the container as well. */
export const podLevel: Fields = {
  ...spec,
  containers: [
    {
      ...container,
      securityContext: { ...container.securityContext, seccompProfile: undefined, runAsNonRoot: undefined },
    },
  ],
};

export const deploymentOf = (name: string, pod: Fields): Fields => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'service' },
  spec: { template: { metadata: { labels: { app: 'service' } }, spec: pod } },
});
