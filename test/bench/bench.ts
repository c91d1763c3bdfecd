/* eslint-disable no-console -- prints its table */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { presets } from '../../src/define/words.js';
import { frameworks } from '../../generators/frameworks/index.js';
import { census, generation, startUp } from './generation.js';
import { mebibytes, milliseconds, type Paired } from './measure.js';
import { throughput } from './throughput.js';
import { weight } from './weight.js';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '11' },
    seconds: { type: 'string', default: '3' },
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
  if (wanted('new')) ratio('new, full preset : writing the same files', generation('full', rounds), '1.5');
  console.log();
}
if (wanted('emitted')) {
  row('preset', 'files', 'lines', 'lines of TypeScript', 'KiB');
  row('---', '---', '---', '---', '---');
  for (const preset of presets) {
    const { files, lines, typescript, bytes } = census(preset);
    row(preset, String(files), String(lines), String(typescript), (bytes / 1024).toFixed(0));
  }
  console.log();
}
if (wanted('weight')) {
  const { tarball, packages, bytes } = weight(root);
  console.log(
    `Tarball ${(tarball / 1024).toFixed(0)} KiB; installing it brings ${String(packages)} packages, ${(bytes / 1e6).toFixed(1)} MB (reach: 15 packages, 8 MB).\n`,
  );
}
if (wanted('service')) {
  for (const { id } of frameworks) {
    const speeds = await throughput(
      join(root, '.cache/bench'),
      id,
      Math.min(rounds, 7),
      Number(values.seconds),
    );
    const bare = speeds.get('bare');
    const usual = speeds.get('usual');
    if (bare === undefined || usual === undefined) throw new Error('A rival was not measured.');
    row(id, 'requests/s', 'of bare', 'of usual', 'p99 ms', 'CPU us/request');
    row('---', '---', '---', '---', '---', '---');
    for (const [name, speed] of speeds)
      row(
        name,
        speed.rps.toFixed(0),
        (speed.rps / bare.rps).toFixed(2),
        (speed.rps / usual.rps).toFixed(2),
        speed.p99.toFixed(1),
        speed.cpu.toFixed(0),
      );
  }
}
