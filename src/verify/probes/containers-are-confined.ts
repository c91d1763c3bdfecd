import { bareTable } from '../../own.js';
import { fail, notApplicable, pass, verdictOf } from '../probe.js';
import { onFiles } from '../probing/on-files.js';
import { yamlOf } from '../../repo/yaml-at.js';
import { composeFilesOf } from '../../repo/container-files.js';
import type { Finding } from '../../define/probe.js';

type Service = Readonly<Record<string, unknown>>;
interface Transcript {
  readonly files: readonly string[];
  /** Services by name; later files override earlier ones. */
  readonly services: Readonly<Record<string, Service>>;
}

/**
 * Checks all rules for services that are built here. For others, such as databases, only the two rules that
 * cost nothing.
 */
export const containersAreConfined = onFiles<Transcript>({
  id: 'containers-are-confined',
  reads: ['compose'],
  question:
    'Do the containers run read-only, without capabilities, and without a published port of the service?',
  how:
    'Reads the compose files of production. A container with privileges, or one of the service with a ' +
    'writable root or a published port, fails.',
  exercise: async (repo) => {
    const files = composeFilesOf(repo).filter((path) => !/override|dev|test|local/.test(path));
    const parsed = files.map((path) => ({ path, services: servicesIn(yamlOf(repo, path)) }));
    const services = bareTable<Service>();
    for (const each of parsed)
      for (const [name, service] of Object.entries(each.services ?? {}))
        services[name] = { ...services[name], ...service };
    return {
      files,
      services,
    };
  },
  read: ({ files, services }) => {
    if (files.length === 0)
      return [notApplicable('no compose file runs the image here, so there is no container of it to judge')];
    return verdictOf(
      [...Object.entries(services).flatMap(([name, service]) => faultsOf(files[0] ?? '', name, service))],
      pass(`${Object.keys(services).length} containers are confined`, files.join(', ')),
    );
  },
});

function servicesIn(document: unknown): Readonly<Record<string, Service>> | undefined {
  const { services } = (document ?? {}) as { services?: Readonly<Record<string, Service>> };
  return typeof services === 'object' && services !== null ? services : undefined;
}

function faultsOf(path: string, name: string, service: Service): readonly Finding[] {
  const where = `${path} services.${name}`;
  const list = (key: string): readonly string[] =>
    Array.isArray(service[key]) ? (service[key] as unknown[]).map(String) : [];
  const everywhere = [
    ...(list('security_opt').some((option) => /^no-new-privileges(?:[:=]true)?$/.test(option))
      ? []
      : [fail('lacks security_opt: no-new-privileges', where)]),
    ...(list('cap_drop').some((capability) => /^all$/i.test(capability))
      ? []
      : [fail('lacks cap_drop: ALL', where)]),
    ...(/^(?:0+|root)(?::|$)/.test(String(service['user'] ?? ''))
      ? [fail('is told to run as root', where)]
      : []),
    ...(service['privileged'] === true ? [fail('is privileged', where)] : []),
    ...(service['network_mode'] === 'host' ? [fail('shares the network of the host', where)] : []),
    ...(list('volumes').some((volume) => volume.includes('docker.sock'))
      ? [fail('holds the socket of the container engine', where)]
      : []),
  ];
  if (service['build'] === undefined) return everywhere;
  return [
    ...everywhere,
    ...(service['read_only'] === true ? [] : [fail('lacks read_only: true', where)]),
    ...(list('ports').some((port) => !/^127\.0\.0\.1:/.test(port))
      ? [fail('publishes the port of the service past the proxy', where)]
      : []),
  ];
}
