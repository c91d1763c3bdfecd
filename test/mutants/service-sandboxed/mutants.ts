import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const subject = { target: 'systemd' };

const unit = 'deploy/systemd/app.service';

export const mutants: readonly Mutant[] = [
  mutant('it runs as root', swap(unit, 'DynamicUser=yes\n', '')),
  mutant('it runs as root by name', swap(unit, 'DynamicUser=yes\n', 'User=root\n')),
  mutant('it may gain privileges', swap(unit, 'DynamicUser=yes\nNoNewPrivileges=yes\n', 'User=service\n')),
  mutant('it keeps all capabilities', swap(unit, 'CapabilityBoundingSet=\n', '')),
  mutant('it gets a capability', swap(unit, 'AmbientCapabilities=\n', 'AmbientCapabilities=CAP_SYS_ADMIN\n')),
  mutant('it may write anywhere', swap(unit, 'ProtectSystem=strict\n', 'ProtectSystem=no\n')),
  mutant(
    'it may write to the system again',
    swap(unit, 'ProtectSystem=strict\n', 'ProtectSystem=strict\nReadWritePaths=/\n'),
  ),
  mutant('it sees home folders', swap(unit, 'ProtectHome=yes\n', '')),
  mutant('it sees devices', swap(unit, 'PrivateDevices=yes\n', '')),
  mutant('it may load kernel modules', swap(unit, 'ProtectKernelModules=yes\n', '')),
  mutant('every system call is allowed', swap(unit, 'SystemCallFilter=@system-service\n', '')),
  mutant('every kind of socket is allowed', swap(unit, 'RestrictAddressFamilies=AF_INET AF_INET6\n', '')),
  mutant(
    'a drop-in text takes the filter back',
    swap(unit, 'SystemCallErrorNumber=EPERM\n', 'SystemCallErrorNumber=EPERM\nSystemCallFilter=\n'),
  ),
  mutant('a shell starts it', swap(unit, 'ExecStart=/usr/bin/node ', 'ExecStart=/bin/sh -c "exec node" ')),
  mutant(
    'it starts outside the sandbox',
    swap(unit, 'ExecStart=/usr/bin/node ', 'ExecStart=+/usr/bin/node '),
  ),
];
