import { describe, expect, it } from 'vitest';
import { frameworks } from '../../generators/frameworks/index.js';
import { presets } from '../../src/define/words.js';
import { count } from './count.js';
import { faultsOf } from './judge.js';
import { limits, reasons } from './limits.js';

/** `npm run census` prints the size of each new service, by framework and preset. */
const rows = frameworks.flatMap((framework) =>
  presets.map((preset) => ({ framework: framework.id, preset, census: count(framework, preset) })),
);
const printed = rows.map(({ framework, preset, census }) => {
  const { files, lines, withoutTests, securityFiles, securityLines } = census;
  return [
    `${framework} ${preset}: ${String(files)} files`,
    `${String(lines)} lines of TypeScript (${String(withoutTests)} without tests)`,
    `src/security ${String(securityFiles)} files and ${String(securityLines)} lines`,
  ].join(', ');
});
const faults = faultsOf(rows, { limits, reasons });

describe('a new service is no larger than its limits, or than a reason allows', () => {
  it.each(rows.map((row, index) => [printed[index] ?? '', row] as const))(
    '%s',
    (_, { framework, preset }) => {
      expect(faults.filter((fault) => fault.startsWith(`${framework}, ${preset}, `))).toEqual([]);
    },
  );
});
