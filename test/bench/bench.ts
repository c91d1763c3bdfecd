/* eslint-disable no-console -- prints its table */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { frameworks } from '../../generators/frameworks/index.js';
import { census, generation, startUp } from './generation.js';
import { mebibytes, milliseconds, type Paired } from './measure.js';
import { services } from './services.js';
import { weight } from './weight.js';

/**
 * --only start|new|emitted|weight|service (several); --rounds N pairs.
 * For services: --framework ID (a contest's), --node LINE (of test/nodes; without it the line of our images; "own" is
 * the Node that runs this), --seconds N a slice, --notes N in each answer.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '11' },
    seconds: { type: 'string', default: '2' },
    notes: { type: 'string', default: '0' },
    framework: { type: 'string' },
    node: { type: 'string', default: '26' },
    only: { type: 'string', multiple: true, default: ['start', 'new', 'emitted', 'weight', 'service'] },
  },
});
const root = join(import.meta.dirname, '../..');
const rounds = Number(values.rounds);
const wanted = (part: string): boolean => values.only.includes(part);
const row = (...cells: readonly string[]): void => console.log(`| ${cells.join(' | ')} |`);
const ratio = (name: string, { ratio, ours, base }: Paired, reach: string): void =>
  row(
    name,
    `${ratio.toFixed(2)} x`,
    reach,
    `${milliseconds(ours)} / ${milliseconds(base)}`,
    `${mebibytes(ours)} / ${mebibytes(base)}`,
  );

console.log(`Node ${process.version}, ${String(rounds)} pairs, medians. CPU is user and system time.\n`);

if (wanted('start') || wanted('new')) {
  row('command line', 'CPU, ours : base', 'reach', 'CPU', 'peak memory');
  row('---', '---', '---', '---', '---');
  if (wanted('start')) {
    ratio('--version : node -e 0', startUp('--version', rounds), '1.2');
    ratio('--help : node -e 0', startUp('--help', rounds), '1.2');
  }
  if (wanted('new')) ratio('new : writing the same files', generation(rounds), '1.5');
  console.log();
}
if (wanted('emitted')) {
  row('files', 'lines', 'lines of TypeScript', 'KiB');
  row('---', '---', '---', '---');
  const { files, lines, typescript, bytes } = census();
  row(String(files), String(lines), String(typescript), (bytes / 1024).toFixed(0));
  console.log();
}
if (wanted('weight')) {
  const { tarball, packages, bytes } = weight(root);
  console.log(
    `Tarball ${(tarball / 1024).toFixed(0)} KiB; installing it brings ${String(packages)} ` +
      `packages, ${(bytes / 1e6).toFixed(1)} MB (reach: 15 packages, 8 MB).\n`,
  );
}
if (wanted('service'))
  await services({
    root,
    frameworks: frameworks.map(({ id }) => id),
    only: values.framework,
    line: values.node,
    track: {
      rounds: Math.min(rounds, 9),
      seconds: Number(values.seconds),
      notes: Number(values.notes),
    },
  });
