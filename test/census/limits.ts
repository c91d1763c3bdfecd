import type { Preset } from '../../src/define/words.js';
import type { Census } from './count.js';

/** The most that a service of a preset may have, for any framework. */
export const limits: Readonly<Partial<Record<Preset, Readonly<Partial<Census>>>>> = {
  minimal: { files: 60, lines: 1700, securityFiles: 26, securityLines: 1250 },
  standard: { files: 85 },
};

interface Reason {
  readonly framework: string;
  readonly preset: Preset;
  readonly measure: keyof Census;
  readonly upTo: number;
  readonly because: string;
}

const above = (
  preset: Preset,
  measure: keyof Census,
  because: string,
  upTo: Readonly<Record<string, number>>,
): readonly Reason[] =>
  Object.entries(upTo).map(([framework, most]) => ({ framework, preset, measure, upTo: most, because }));

/** What may be above a limit, up to which number, and why. */
export const reasons: readonly Reason[] = [
  ...above(
    'minimal',
    'files',
    'a protection is one file, so that it can be read, judged and taken out alone: 28 or 29 files. The others are ' +
      '9 of the app with health and an example, 8 of tests, and 20 of documents, settings, tools, image and manifest',
    { express: 65, fastify: 65, hono: 66 },
  ),
  ...above(
    'minimal',
    'files',
    'Nest has a file for each module, controller, guard and service, as its starter has, and its adapters stand ' +
      'between its modules and the protections, which are the same as on the other frameworks',
    { nest: 77, 'nest-fastify': 79 },
  ),
  ...above(
    'minimal',
    'lines',
    'src/security is above its limit, for its own reason; the tests from outside are 1000 lines more, and the ' +
      'service with its example, health, settings and document is 570 to 700',
    { express: 4350, fastify: 4200, hono: 4400, nest: 4600, 'nest-fastify': 4700 },
  ),
  ...above(
    'minimal',
    'securityFiles',
    'each is one protection, or what several of them share: the log, problems, routes and bodies as they are read',
    { express: 28, fastify: 28, hono: 29, nest: 33, 'nest-fastify': 35 },
  ),
  ...above(
    'minimal',
    'securityLines',
    'no kept library does what the largest do, each file says why, and each has a sabotage or an attack that the ' +
      'tests try: redaction, the checked environment, turns of clients, limits, the log line, strict HTTP, contracts',
    { express: 2750, fastify: 2650, hono: 2800, nest: 2900, 'nest-fastify': 3000 },
  ),
  ...above(
    'standard',
    'files',
    'what minimal has on Nest, and one file for each of CI, monitoring, upgrades, counters and policies, and the ' +
      'tests of two of them',
    { nest: 90, 'nest-fastify': 92 },
  ),
];
