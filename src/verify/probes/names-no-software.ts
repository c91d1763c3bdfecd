import { tellsFramework } from '../../repo/frameworks/server-packages.js';
import { fail, inconclusive, noRoute, onServer, pass } from '../probe.js';
import { lookAtHeaders, isShown, oncePerFault, type HeadersSeen } from '../probing/headers.js';
import { conclude } from '../probing/conclude.js';

const productNames = [
  'x-powered-by',
  'x-aspnet-version',
  'x-aspnetmvc-version',
  'x-generator',
  'x-runtime',
  'x-version',
  'x-php-version',
];

const isTelling = (server: string): boolean => /\d|node/i.test(server) || tellsFramework.test(server);

export const namesNoSoftware = onServer<HeadersSeen>({
  id: 'names-no-software',
  question: 'Does no answer name the software behind it?',
  how:
    'Collects answers of every kind. A header that names the software, such as X-Powered-By or a ' +
    'telling Server, fails.',
  safety: 'active',
  exercise: lookAtHeaders,
  read: ({ unsure, seen, left, lost }) => {
    if (unsure !== '') return [inconclusive(unsure)];
    if (!isShown(seen)) return [inconclusive(noRoute)];
    const faults = seen.flatMap(({ what, reply: { headers, status } }) => [
      ...productNames
        .filter((name) => name in headers)
        .map((name) => fail(`${name} names the software`, `${what} -> ${status}`)),
      ...(isTelling(headers['server'] ?? '')
        ? [fail('Server names the software', `${what} -> ${status}`)]
        : []),
    ]);
    return conclude({
      faults: oncePerFault(faults),
      unclear: [lost],
      left,
      passed: pass(`${seen.length} answers that were looked at name no software`),
    });
  },
});
