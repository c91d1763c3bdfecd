import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, expect, it } from 'vitest';
import { bundledPackages } from '../../src/build/licences.mjs';
import { prepare } from '../../src/build/prepare.mjs';

const root = join(import.meta.dirname, '../..');
beforeAll(() => prepare(), 120_000);

it('every package that the command line is made of is named with its licence, in the tarball', async () => {
  const { metafile } = await build({
    entryPoints: [join(root, 'src/cli/main.ts')],
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    metafile: true,
    logLevel: 'error',
    external: ['rampart:templates', 'oxc-parser'],
  });
  const text = readFileSync(join(root, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
  const packages = bundledPackages(metafile);
  expect(packages).toEqual(
    expect.arrayContaining(
      ['zod', 'inquirer', 'execa', 'diff', 'yaml'].map((name) => `node_modules/${name}`),
    ),
  );
  for (const path of packages) {
    const { name, version } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')) as Record<
      string,
      string
    >;
    const [, words = ''] = text.split(`\n${name} ${version}, `);
    const own = words.split('-'.repeat(80))[0] ?? '';
    expect(`${name}: ${/copyright|permission|apache license/i.test(own) ? 'licence' : own}`).toBe(
      `${name}: licence`,
    );
    // What these ask for is kept by shipping their texts; another kind wants a look first.
    expect(own.split('\n')[0]).toMatch(
      /^(MIT|ISC|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|0BSD|\(?MIT OR .*)$/,
    );
  }
  const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(packed).toContain('THIRD-PARTY-LICENSES.txt');
});
