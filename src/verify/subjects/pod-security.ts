import { containersOf, fieldsOf, recordsIn } from './manifests.js';
import type { Fields } from './manifests.js';

/** Something in a pod that the standard forbids, and its place in the spec. */
export interface Breach {
  readonly rule: string;
  readonly because: string;
}

/**
 * The Pod Security Standard "restricted", which includes "baseline", rule by rule, without the exceptions for
 * user namespaces: https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function breachesOf(spec: Fields, metadata: Fields = {}): readonly Breach[] {
  const pod = fieldsOf(spec.securityContext);
  const containers = containersOf(spec);
  return [
    ...hostOf(spec),
    ...annotationsOf(metadata),
    ...volumesOf(spec),
    ...sysctlsOf(pod),
    ...sharedOf(pod, 'the pod'),
    ...containers.flatMap((container) => [
      ...sharedOf(fieldsOf(container.securityContext), nameOf(container)),
      ...containerOf(container, pod),
    ]),
  ];
}

const breach = (rule: string, because: string): readonly Breach[] => [{ rule, because }];
const nameOf = ({ name }: Fields): string => `container ${String(name)}`;

const hostOf = (spec: Fields): readonly Breach[] =>
  ['hostNetwork', 'hostPID', 'hostIPC'].flatMap((field) =>
    spec[field] === true ? breach('host-namespaces', `shares the host by ${field}`) : [],
  );

/** The notation of older clusters, which is still valid. */
const annotationsOf = (metadata: Fields): readonly Breach[] =>
  Object.entries(fieldsOf(metadata.annotations)).flatMap(([name, value]) =>
    name.startsWith('container.apparmor.security.beta.kubernetes.io/') &&
    !/^(?:runtime\/default|localhost\/.*)$/.test(String(value))
      ? breach('apparmor', `AppArmor is ${String(value)}`)
      : [],
  );

const volumeTypes = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

const volumesOf = (spec: Fields): readonly Breach[] =>
  recordsIn(spec.volumes).flatMap(({ name, ...source }) =>
    Object.keys(source)
      .filter((type) => !volumeTypes.includes(type))
      .flatMap((type) => breach('volume-types', `volume ${String(name)} is of type ${type}`)),
  );

const safeSysctls = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
];

const sysctlsOf = (pod: Fields): readonly Breach[] =>
  recordsIn(pod.sysctls).flatMap(({ name }) =>
    safeSysctls.includes(String(name)) ? [] : breach('sysctls', `sets ${String(name)}`),
  );

const seLinuxTypes = [
  undefined,
  '',
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
];

/** Fields that pods and containers share. */
function sharedOf(context: Fields, who: string): readonly Breach[] {
  const seLinux = fieldsOf(context.seLinuxOptions);
  const seccomp = fieldsOf(context.seccompProfile).type;
  const appArmor = fieldsOf(context.appArmorProfile).type;
  return [
    ...(fieldsOf(context.windowsOptions).hostProcess === true
      ? breach('host-process', `${who} is a HostProcess`)
      : []),
    ...(seLinuxTypes.includes(seLinux.type as string) && !seLinux.user && !seLinux.role
      ? []
      : breach('selinux', `${who} sets SELinux options`)),
    ...(appArmor === 'Unconfined' ? breach('apparmor', `${who} is not confined by AppArmor`) : []),
    ...(seccomp === 'Unconfined' ? breach('seccomp', `${who} is not confined by seccomp`) : []),
    ...(context.runAsUser === 0 ? breach('run-as-user', `${who} runs as user 0`) : []),
    ...(context.runAsNonRoot === false ? breach('run-as-non-root', `${who} may run as root`) : []),
  ];
}

function containerOf(container: Fields, pod: Fields): readonly Breach[] {
  const who = nameOf(container);
  const context = fieldsOf(container.securityContext);
  const { drop, add } = fieldsOf(context.capabilities);
  const added = (Array.isArray(add) ? add : []).filter((name) => name !== 'NET_BIND_SERVICE').map(String);
  const seccomp = fieldsOf(context.seccompProfile).type ?? fieldsOf(pod.seccompProfile).type;
  return [
    ...(context.privileged === true ? breach('privileged', `${who} is privileged`) : []),
    ...(context.allowPrivilegeEscalation === false
      ? []
      : breach('privilege-escalation', `${who} lacks allowPrivilegeEscalation: false`)),
    ...((context.runAsNonRoot ?? pod.runAsNonRoot) === true
      ? []
      : breach('run-as-non-root', `${who} lacks runAsNonRoot: true`)),
    ...(Array.isArray(drop) && drop.includes('ALL')
      ? []
      : breach('capabilities', `${who} does not drop ALL`)),
    ...added.flatMap((name) => breach('capabilities', `${who} adds ${name}`)),
    ...(seccomp === 'RuntimeDefault' || seccomp === 'Localhost'
      ? []
      : breach('seccomp', `${who} lacks a seccomp profile`)),
    ...(context.procMount === undefined || context.procMount === 'Default'
      ? []
      : breach('proc-mount', `${who} changes /proc`)),
    ...recordsIn(container.ports)
      .filter(({ hostPort }) => hostPort !== undefined && hostPort !== 0)
      .flatMap(({ hostPort }) => breach('host-ports', `${who} takes port ${String(hostPort)} of the host`)),
    ...hostProbesOf(container).flatMap((field) => breach('host-probes', `${who} names a host in ${field}`)),
  ];
}

/** Probes and hooks with a host, which make the node send requests elsewhere (since v1.34). */
const hostProbesOf = (container: Fields): readonly string[] => {
  const hooks = fieldsOf(container.lifecycle);
  const all: Fields = {
    livenessProbe: container.livenessProbe,
    readinessProbe: container.readinessProbe,
    startupProbe: container.startupProbe,
    postStart: hooks.postStart,
    preStop: hooks.preStop,
  };
  return Object.keys(all).filter((field) => {
    const probe = fieldsOf(all[field]);
    return [probe.httpGet, probe.tcpSocket].some((action) => (fieldsOf(action).host ?? '') !== '');
  });
};
