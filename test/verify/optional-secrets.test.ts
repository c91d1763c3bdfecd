import { describe, expect, it } from 'vitest';
import { openRepo } from '../../src/repo/repo.js';
import { productionTemplate } from '../../src/verify/subjects/production-template.js';
import { folderWith, verifyFiles } from './good-requests/shop.js';

/** A service that needs A_TOKEN, and signs somebody in where DEMO_PASSWORD is set. */
const server = `
const { createServer } = require('node:http');
const { A_TOKEN, DEMO_PASSWORD } = process.env;
const bad = (value) => value !== undefined &&
  (Buffer.byteLength(value) < 32 || /replace/.test(value) || new Set(value).size < 10);
for (const [name, value] of Object.entries({ A_TOKEN: A_TOKEN ?? '', DEMO_PASSWORD })) {
  if (!bad(value)) continue;
  console.error(name + ' is bad');
  process.exit(78);
}
createServer((req, res) => {
  console.log(JSON.stringify({ method: req.method, by: 'the desk' }));
  req.resume().on('end', () => res.end('{}'));
}).listen(Number(process.env.PORT));
`;

const serviceWith = (demo: string, code = server) => ({
  'package.json': JSON.stringify({ name: 'desk', scripts: { start: 'node server.js' } }),
  'server.js': code,
  '.env.production.template': `# Bearer token of operators; 32 random bytes or more.\nA_TOKEN=\n\n${demo}\n`,
});
const verdictOn = async (files: Readonly<Record<string, string>>, control = 'secrets-no-fallback') =>
  (await verifyFiles(files, { only: [control] })).verdicts[0];

const demoOff = '# Password of the demo. Unset: nobody signs in.\nDEMO_PASSWORD=';
const optional: readonly (readonly [string, string])[] = [
  ['says what is off without it', demoOff],
  ['says so', '# Password of the demo; optional.\nDEMO_PASSWORD='],
  ['has its line commented out', '# Password of the demo.\n# DEMO_PASSWORD='],
];

describe('a secret that may be missing', { timeout: 120_000 }, () => {
  it.each(optional)('is none that must stop the boot where the template %s', async (_, demo) => {
    const verdict = await verdictOn(serviceWith(demo));
    expect([verdict?.outcome, verdict?.because]).toEqual([
      'pass',
      expect.stringContaining('may be missing, as the template says: DEMO_PASSWORD'),
    ]);
  });

  it('is one that must where the template says nothing, and the remedy says how it is written', async () => {
    const verdict = await verdictOn(serviceWith('# Password of the demo.\nDEMO_PASSWORD='));
    expect([verdict?.outcome, verdict?.where]).toEqual(['fail', 'DEMO_PASSWORD: missing']);
    expect(verdict?.remedy).toContain('DEMO_PASSWORD: asSecret(secret(mode).optional())');
    expect(verdict?.remedy).toContain('Unset: nobody signs in.');
  });

  it.each([
    ["DEMO_PASSWORD ?? 'x'", "process.env.DEMO_PASSWORD ?? 'x'"],
    ["DEMO_PASSWORD || 'x'", "process.env.DEMO_PASSWORD || 'x'"],
    [".default('x')", "z.object({ DEMO_PASSWORD: z.string().default('x') })"],
  ])('fails where it has a fallback, whatever the template says: %s', async (_, code) => {
    const fallback = `const z = { object: (all) => all, string: () => ({ default: (value) => value }) };\n`;
    const verdict = await verdictOn(serviceWith(demoOff, `${fallback}const fallback = ${code};${server}`));
    expect([verdict?.outcome, verdict?.because]).toEqual([
      'fail',
      expect.stringMatching(/^DEMO_PASSWORD has a fallback/),
    ]);
  });

  it('fails where a bad one is taken', async () => {
    const code = server.replace("{ A_TOKEN: A_TOKEN ?? '', DEMO_PASSWORD }", "{ A_TOKEN: A_TOKEN ?? '' }");
    const verdict = await verdictOn(serviceWith(demoOff, code));
    expect([verdict?.outcome, verdict?.where]).toEqual(['fail', 'DEMO_PASSWORD: a template value']);
  });

  it('fails where another one may not be missing', async () => {
    const verdict = await verdictOn(serviceWith(demoOff, server.replace("A_TOKEN ?? ''", 'A_TOKEN')));
    expect([verdict?.outcome, verdict?.where]).toEqual(['fail', 'A_TOKEN: missing']);
  });
});

it(
  'has a remedy that names a secret of its own in the log, whichever it is',
  { timeout: 60_000 },
  async () => {
    const code = server.replace("by: 'the desk'", 'by: DEMO_PASSWORD');
    const verdict = await verdictOn(serviceWith(demoOff, code), 'logging-redaction');
    expect([verdict?.outcome, verdict?.because]).toEqual([
      'fail',
      'a secret from the service’s own DEMO_PASSWORD is in the log',
    ]);
    expect(verdict?.remedy).toMatch(/^declare DEMO_PASSWORD as a secret/);
  },
);

describe('the template of the production settings', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ...optional.map(([name, text]): [string, string, string[]] => [name, text, ['DEMO_PASSWORD']]),
    ['says nothing', '# A password.\nDEMO_PASSWORD=', []],
    ['is without a comment', 'DEMO_PASSWORD=', []],
    ['says that it is required', '# Not optional.\nDEMO_PASSWORD=', []],
    ['says that it is refused', '# Unset: it refuses to start.\nDEMO_PASSWORD=', []],
    ['has it commented out, and requires it', '# Required.\n# DEMO_PASSWORD=', []],
    ['has it commented out, and set', '# DEMO_PASSWORD=old\nDEMO_PASSWORD=', []],
    ['says it of another one', '# Optional.\nOTHER=\nDEMO_PASSWORD=', ['OTHER']],
  ])('%s', (_, text, names) => {
    const repo = openRepo(folderWith({ '.env.production.template': `${text}\n` }));
    expect(productionTemplate(repo)?.optional).toEqual(names);
  });
});
