import { frameworks } from '../../generators/frameworks/index.js';
import { presets } from '../../src/define/words.js';
import { count } from './count.js';
import { faultsOf } from './judge.js';
import { limits, reasons } from './limits.js';

/**
 * `npm run census`: the size of each new service, by framework and preset. Ends with 1 where one is above its
 * limit, and limits.ts has no reason for it.
 */
const rows = frameworks.flatMap(({ id }) =>
  presets.map((preset) => ({
    framework: id,
    preset,
    census: count(id, preset),
  })),
);
const head = ['framework', 'preset', 'files', 'lines of TypeScript', 'without tests', 'src/security'];
const cells = rows.map(({ framework, preset, census }) => [
  framework,
  preset,
  String(census.files),
  String(census.lines),
  String(census.withoutTests),
  `${String(census.securityFiles)} files, ${String(census.securityLines)} lines`,
]);
for (const line of [head, head.map(() => '---'), ...cells]) process.stdout.write(`| ${line.join(' | ')} |\n`);
for (const { framework, preset, measure, upTo, because } of reasons)
  process.stdout.write(`${framework}, ${preset}: up to ${String(upTo)} ${measure}, because ${because}\n`);
const faults = faultsOf(rows, { limits, reasons });
process.stdout.write(`${['', ...faults].join('\n')}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
