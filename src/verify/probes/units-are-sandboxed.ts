import { fail, inconclusive, pass, verdictOf } from '../probe.js';
import { onFiles } from '../probing/on-files.js';
import { isYes, lastOf, serviceUnitsOf, valuesOf } from '../subjects/unit.js';
import type { Unit } from '../subjects/unit.js';

interface Transcript {
  readonly units: readonly Unit[];
}

/** The directives that restrict an attacker inside the process most; systemd.exec(5). */
export const unitsAreSandboxed = onFiles<Transcript>({
  id: 'units-are-sandboxed',
  reads: ['units'],
  question:
    'Does every service unit run without root, privileges, a writable system and system calls that it does not need?',
  how:
    'Reads the systemd service units. One that runs as root, or lacks a directive of the sandbox that ' +
    'a web service can have, fails.',
  exercise: async (repo) => ({ units: serviceUnitsOf(repo) }),
  read: ({ units }) => {
    if (units.length === 0) return [inconclusive('found no service unit')];
    return verdictOf(
      units.flatMap((unit) =>
        demands.filter(({ isMet }) => !isMet(unit)).map(({ because }) => fail(because, unit.path)),
      ),
      pass(
        `${units.map(({ path }) => path).join(', ')}: ${demands.length} of ${demands.length} demands are met`,
      ),
    );
  },
});

interface Demand {
  readonly because: string;
  readonly isMet: (unit: Unit) => boolean;
}

const yes = (name: string): Demand => ({
  because: `lacks ${name}=yes`,
  isMet: (unit) => isYes(lastOf(unit, name)),
});

/** DynamicUser=yes implies these, and a unit cannot turn them off. */
const yesOrDynamic = (name: string): Demand => ({
  because: `lacks ${name}=yes`,
  isMet: (unit) => isYes(lastOf(unit, name)) || isYes(lastOf(unit, 'DynamicUser')),
});

const harmless = /^(?:CAP_NET_BIND_SERVICE)$/;

const demands: readonly Demand[] = [
  {
    because: 'runs as root: it has neither DynamicUser= nor User=',
    isMet: (unit) =>
      isYes(lastOf(unit, 'DynamicUser')) || !['', 'root', '0'].includes(lastOf(unit, 'User') ?? ''),
  },
  {
    because: 'ExecStart= escapes the sandbox by a + or ! before its path',
    isMet: (unit) => !valuesOf(unit, 'ExecStart').some(({ value }) => /^[-@:]*[+!]/.test(value)),
  },
  {
    because: 'ExecStart= starts a shell or a package manager, which does not pass signals on',
    isMet: (unit) =>
      !valuesOf(unit, 'ExecStart').some(({ value }) =>
        /^[-@:+!]*(?:\S*\/)?(?:sh|bash|dash|env|npm|npx|yarn|pnpm)(?:\s|$)/.test(value),
      ),
  },
  yesOrDynamic('NoNewPrivileges'),
  {
    because: 'CapabilityBoundingSet= leaves capabilities that a web service does not need',
    isMet: (unit) =>
      lastOf(unit, 'CapabilityBoundingSet') !== undefined &&
      wordsOf(unit, 'CapabilityBoundingSet').every((word) => harmless.test(word)),
  },
  {
    because: 'AmbientCapabilities= gives capabilities that a web service does not need',
    isMet: (unit) => wordsOf(unit, 'AmbientCapabilities').every((word) => harmless.test(word)),
  },
  {
    because: 'the file system of the machine is writable: ProtectSystem= is not strict',
    isMet: (unit) => lastOf(unit, 'ProtectSystem') === 'strict',
  },
  {
    because: 'home folders can be read: ProtectHome= is neither yes nor tmpfs',
    isMet: (unit) => isYes(lastOf(unit, 'ProtectHome')) || lastOf(unit, 'ProtectHome') === 'tmpfs',
  },
  {
    because: 'ReadWritePaths= opens the whole system again',
    isMet: (unit) =>
      !wordsOf(unit, 'ReadWritePaths').some((path) => /^[-+]*\/(?:etc|usr|opt|root|home)?\/?$/.test(path)),
  },
  yesOrDynamic('PrivateTmp'),
  yes('PrivateDevices'),
  yes('ProtectKernelTunables'),
  yes('ProtectKernelModules'),
  yes('ProtectControlGroups'),
  yesOrDynamic('RestrictSUIDSGID'),
  yes('LockPersonality'),
  {
    because: 'RestrictNamespaces= is not set',
    isMet: (unit) => !['', 'no', 'false', '0', 'off'].includes(lastOf(unit, 'RestrictNamespaces') ?? ''),
  },
  {
    because: 'RestrictAddressFamilies= names no allowed families',
    isMet: (unit) => isAllowList(unit, 'RestrictAddressFamilies'),
  },
  {
    because: 'SystemCallFilter= names no allowed calls',
    isMet: (unit) => isAllowList(unit, 'SystemCallFilter'),
  },
];

const wordsOf = (unit: Unit, name: string): readonly string[] =>
  valuesOf(unit, name).flatMap(({ value }) => value.split(/\s+/).filter((word) => word !== ''));

/** Whether the first value makes it an allow-list or (with ~) a deny-list. */
const isAllowList = (unit: Unit, name: string): boolean => {
  const [first] = valuesOf(unit, name);
  return first !== undefined && !first.value.startsWith('~');
};
