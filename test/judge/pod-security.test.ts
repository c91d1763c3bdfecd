import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { breachesOf } from '../../src/verify/subjects/pod-security.js';
import type { Fields } from '../../src/verify/subjects/manifests.js';
import { bad, deploymentOf, good, newer, podLevel } from './pods.js';

/**
 * Two judges of the Pod Security Standard, ours and one that is not, say the same of pods that keep it and
 * pods that break it.
 */
const library = join(
  import.meta.dirname,
  '../../.cache/judge-tools/node_modules/@monokle/validation/lib/node.js',
);
const has = existsSync(library);

describe('the restricted standard, by our judge', () => {
  it.each(good)('lets pass: %s', (_name, spec) => {
    expect(breachesOf(spec)).toEqual([]);
  });

  it.each([...bad, ...newer])('%s: %s', (rule, _name, spec) => {
    expect([...new Set(breachesOf(spec).map((breach) => breach.rule))]).toEqual([rule]);
  });

  it('is content with what the pod says for its containers', () => {
    expect(breachesOf(podLevel)).toEqual([]);
  });
});

describe.skipIf(!has)(`the other judge agrees${has ? '' : ' (skipped: npm run judge fetches it)'}`, () => {
  const pods = [...good, ...bad.map(([, name, spec]) => [name, spec] as const)];
  const verdicts = has ? askOther(pods.map(([, spec]) => spec)) : [];

  it.each(pods.map(([name], index) => [index < good.length ? 'passes' : 'fails', name, index] as const))(
    '%s: %s',
    (expected, _name, index) => {
      expect(verdicts[index]?.length === 0 ? 'passes' : 'fails').toBe(expected);
    },
  );
});

/** Its rules of the standard alone, PSS101 to PSS206, pod by pod; its practices are another matter. */
function askOther(specs: readonly Fields[]): readonly (readonly string[])[] {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-pod-'));
  try {
    const file = join(folder, 'pods.yaml');
    const names = specs.map((_, index) => `pod-${String(index)}`);
    writeFileSync(
      file,
      specs.map((spec, index) => stringify(deploymentOf(names[index] ?? '', spec))).join('---\n'),
    );
    const done = spawnSync(process.execPath, [join(import.meta.dirname, 'monokle.mjs'), library, file], {
      encoding: 'utf8',
      timeout: 60_000,
    });
    if (done.status !== 0) throw new Error(done.stderr);
    const findings = JSON.parse(done.stdout) as readonly { rule: string; object: string }[];
    return names.map((name) =>
      findings
        .filter(({ rule, object }) => object === name && rule.startsWith('PSS'))
        .map(({ rule }) => rule),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
