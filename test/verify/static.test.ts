import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { probeById } from '../../src/verify/probes/index.js';
import { openRepo } from '../../src/repo/repo.js';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function repoOf(files: Readonly<Record<string, string>>, git: 'git' | 'plain' = 'plain') {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-static-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  if (git === 'git') {
    const run = (...args: string[]) =>
      execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@t', ...args], {
        stdio: 'ignore',
      });
    run('init', '-q');
    run('add', '-A', '-f');
    run('commit', '-q', '-m', 'x');
  }
  return openRepo(folder);
}

async function look(
  id: string,
  files: Readonly<Record<string, string>>,
  git: 'git' | 'plain' = 'plain',
): Promise<string> {
  const probe = probeById.get(id);
  if (probe === undefined) throw new Error(id);
  const findings = probe.read((await probe.exercise(repoOf(files, git) as never)) as never);
  return findings.map(({ outcome }) => outcome).find((outcome) => outcome !== 'pass') ?? 'pass';
}

const key = ['AKIA', 'Q7ZP2LXV9STB4KDW'].join('');
const random = 'q7Zp2LxV9sTb4KdWm3Nf8RcYh6Jg';

describe.each<[string, string, Readonly<Record<string, string>>, string, ('git' | 'plain')?]>([
  ['holds-no-secret-literals', 'a cloud key', { 'src/a.ts': `export const id = '${key}';` }, 'fail'],
  [
    'holds-no-secret-literals',
    'a value under a secret name',
    { 'a.js': `const config = { jwtSecret: '${random}' };` },
    'fail',
  ],
  ['holds-no-secret-literals', 'a key given to a signer', { 'a.js': `jwt.sign(user, '${random}');` }, 'fail'],
  [
    'holds-no-secret-literals',
    'a private key',
    { 'a.pem': `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(80)}\n` },
    'fail',
  ],
  [
    'holds-no-secret-literals',
    'seeds, tests and names of things',
    {
      'a.js': `const tokenHeader = 'x-csrf-token-v2'; const password = 'Password1'; enum1('PASSWORD_RESET')`,
      'test/a.test.js': `const secret = '${random}';`,
      'seeds/users.js': `const password = '${random}';`,
    },
    'pass',
  ],
  ['holds-no-secret-literals', 'a comment', { 'a.js': `// const jwtSecret = '${random}'\nlet x;` }, 'pass'],
  ['holds-no-secret-literals', 'no source', { 'a.md': 'x' }, 'inconclusive'],
  ['has-no-fallback-secrets', '||', { 'a.js': `const s = process.env.JWT_SECRET || 'dev';` }, 'fail'],
  ['has-no-fallback-secrets', '??', { 'a.ts': `const s: string = process.env['API_KEY'] ?? 'dev';` }, 'fail'],
  [
    'has-no-fallback-secrets',
    '?:',
    { 'a.js': `const s = process.env.JWT_SECRET ? process.env.JWT_SECRET : 'dev';` },
    'fail',
  ],
  [
    'has-no-fallback-secrets',
    '?: the other way round',
    { 'a.js': `const s = !process.env.JWT_SECRET ? 'dev' : process.env.JWT_SECRET;` },
    'fail',
  ],
  [
    'has-no-fallback-secrets',
    'a choice that gives no secret',
    {
      'a.js': `const mode = process.env.JWT_SECRET ? 'on' : 'off'; const p = PORT ? process.env.PORT : '1';`,
    },
    'pass',
  ],
  [
    'has-no-fallback-secrets',
    'the typing error |',
    { 'a.js': `const s = process.env.JWT_SECRET | 'x';` },
    'fail',
  ],
  [
    'has-no-fallback-secrets',
    'a default in a schema',
    { 'a.ts': `const e = z.object({ JWT_SECRET: z.string().min(3).default('dev-secret') });` },
    'fail',
  ],
  [
    'has-no-fallback-secrets',
    'a default in a pattern',
    { 'a.js': `const { JWT_SECRET = 'x' } = process.env;` },
    'fail',
  ],
  [
    'has-no-fallback-secrets',
    'fallbacks of settings',
    { 'a.js': `const p = process.env.PORT || '3000'; const l = process.env.LOG_LEVEL ?? 'info';` },
    'pass',
  ],
  [
    'has-no-fallback-secrets',
    'an error instead',
    { 'a.js': `const s = process.env.JWT_SECRET || fail('no secret');` },
    'pass',
  ],
  [
    'reads-secrets-in-one-module',
    'everywhere',
    { 'src/a.js': 'x(process.env.JWT_SECRET)', 'src/b.js': 'y(process.env.JWT_SECRET)' },
    'fail',
  ],
  [
    'reads-secrets-in-one-module',
    'in the config module',
    { 'src/config.js': 'x(process.env.JWT_SECRET)', 'src/b.js': 'y(process.env.PORT)' },
    'pass',
  ],
  ['tracks-no-env-files', 'a tracked .env', { '.env': 'A=1' }, 'fail', 'git'],
  ['tracks-no-env-files', 'a tracked config.env', { 'config/config.env': 'A=1' }, 'fail', 'git'],
  [
    'tracks-no-env-files',
    'templates',
    { '.env.example': 'A=', '.env.production.template': 'A=' },
    'pass',
    'git',
  ],
  ['tracks-no-env-files', 'no git', { '.env': 'A=1' }, 'inconclusive'],
  ['ignores-env-files', 'no .gitignore', { 'a.js': '' }, 'fail'],
  ['ignores-env-files', '.env alone', { '.gitignore': '.env\n' }, 'fail'],
  [
    'ignores-env-files',
    'all of them, templates kept',
    { '.gitignore': '.env*\n!.env.example\n', '.env.example': '' },
    'pass',
  ],
  ['ignores-env-files', 'the template hidden too', { '.gitignore': '.env*\n', '.env.example': '' }, 'fail'],
  [
    'keeps-env-files-out-of-images',
    'COPY . . without .dockerignore',
    { Dockerfile: 'FROM a\nCOPY . .\n' },
    'fail',
  ],
  [
    'keeps-env-files-out-of-images',
    'an ignore file that names them',
    { Dockerfile: 'FROM a\nCOPY . .\n', '.dockerignore': '**/.env*\n' },
    'pass',
  ],
  [
    'keeps-env-files-out-of-images',
    'a let-through',
    { Dockerfile: 'FROM a\nCOPY . .\n', '.dockerignore': '.env*\n!.env.production\n' },
    'fail',
  ],
  [
    'keeps-env-files-out-of-images',
    'an ignore file of its own that names less',
    {
      Dockerfile: 'FROM a\nCOPY . .\n',
      '.dockerignore': '.env*\n',
      'Dockerfile.dockerignore': 'node_modules\n',
    },
    'fail',
  ],
  [
    'keeps-env-files-out-of-images',
    'an ignore file of its own that names them, where the other does not',
    { 'ops/api.dockerfile': 'FROM a\nCOPY . .\n', 'ops/api.dockerfile.dockerignore': '.env*\n' },
    'pass',
  ],
  [
    'keeps-env-files-out-of-images',
    'an ignore file of another image',
    {
      Dockerfile: 'FROM a\nCOPY . .\n',
      'Dockerfile.dev': 'FROM a\n',
      'Dockerfile.dev.dockerignore': '.env*\n',
    },
    'fail',
  ],
  [
    'ignores-env-files',
    'a folder that takes them back',
    { '.gitignore': '.env*\n', 'config/.gitignore': '!.env*\n' },
    'fail',
  ],
  [
    'ignores-env-files',
    'a folder with other rules',
    { '.gitignore': '.env*\n', 'config/.gitignore': 'a\n' },
    'pass',
  ],
  [
    'ignores-env-files',
    'a package that the rules do not reach',
    {
      '.gitignore': '/.env*\n',
      'package.json': '{"workspaces":["packages/*"]}',
      'packages/a/package.json': '{}',
    },
    'fail',
  ],
  [
    'ignores-env-files',
    'a rule at the top that takes a folder back',
    { '.gitignore': '.env*\n!config/.env\n' },
    'fail',
  ],
  ['ignores-env-files', 'one that takes any folder back', { '.gitignore': '.env*\n!*/.env.local\n' }, 'fail'],
  [
    'ignores-env-files',
    'a sample that takes them back',
    { '.gitignore': '.env*\n', 'test/a/.gitignore': '!.env\n' },
    'pass',
  ],
  ['containers-are-confined', 'no compose file', { Dockerfile: 'FROM a\n' }, 'not-applicable'],
  ['keeps-env-files-out-of-images', 'no image', { 'a.js': '' }, 'not-applicable'],
  [
    'template-matches-config',
    'drift',
    {
      'src/config.ts': 'const e = process.env; z.object({ PORT: z.string(), API_KEY: z.string() })',
      '.env.production.template': '# x\nPORT=\n',
    },
    'fail',
  ],
  [
    'template-matches-config',
    'agreement',
    {
      'src/config.ts': 'const e = process.env; z.object({ PORT: z.string(), API_KEY: z.string() })',
      '.env.production.template': 'PORT=\n# openssl rand -base64 48\nAPI_KEY=\n',
    },
    'pass',
  ],
  [
    'template-matches-config',
    'a variable that code reads past the schema',
    {
      'src/config.ts':
        `import { z } from 'zod';\nexport const config = z.object({ A_URL: ` +
        `z.string(), B_MODE: z.string() }).parse(process.env);\n`,
      'src/server.ts': 'listen(process.env.PORT);\n',
      '.env.production.template': '# Three\nA_URL=\nB_MODE=\nPORT=3000\n',
    },
    'pass',
  ],
  ['template-matches-config', 'no template', { 'src/config.ts': 'x(process.env.PORT)' }, 'fail'],
  ['rewrites-no-input', 'a sanitizer', { 'a.js': `body.replace(/<script[^>]*>/gi, '')` }, 'fail'],
  [
    'rewrites-no-input',
    'a package for it',
    { 'a.js': `const xss = require('xss-clean'); app.use(xss())` },
    'fail',
  ],
  [
    'rewrites-no-input',
    'a replacement of other text, and a comment',
    { 'a.js': `// x.replace(/<script>/, '')\nname.replace(/[^a-z]/g, '-')` },
    'pass',
  ],
  ['names-a-supported-node', 'nothing', { 'package.json': '{}' }, 'fail'],
  ['names-a-supported-node', 'a dead line', { 'package.json': '{"engines":{"node":">=18"}}' }, 'fail'],
  [
    'names-a-supported-node',
    'an odd line',
    { 'package.json': '{"engines":{"node":">=22"}}', '.nvmrc': 'v23.1.0' },
    'fail',
  ],
  [
    'names-a-supported-node',
    'a supported one',
    { 'package.json': '{"engines":{"node":">=22.12"}}', '.nvmrc': '26' },
    'pass',
  ],
  ['image-is-hardened', 'none', { 'a.js': '' }, 'inconclusive'],
  [
    'image-is-hardened',
    'one stage as root',
    { Dockerfile: 'FROM node:26\nCOPY . .\nCMD npm start\n' },
    'fail',
  ],
  [
    'image-is-hardened',
    'a user that stands in a comment',
    {
      Dockerfile: 'FROM a AS b\nFROM a\n# USER 10001\nHEALTHCHECK CMD ["node","h.js"]\nCMD ["node","x.js"]\n',
    },
    'fail',
  ],
  [
    'image-is-hardened',
    'all of it',
    { Dockerfile: 'FROM a AS b\nFROM a\nUSER 10001\nHEALTHCHECK CMD ["node","h.js"]\nCMD ["node","x.js"]\n' },
    'pass',
  ],
  ['images-carry-digests', 'a tag', { Dockerfile: 'FROM node:26\n' }, 'fail'],
  [
    'images-carry-digests',
    'a digest, and a stage by name',
    { Dockerfile: `FROM node:26@sha256:${'0'.repeat(64)} AS b\nFROM b\n` },
    'pass',
  ],
  ['containers-are-confined', 'nothing said', { 'compose.yaml': 'services: { app: { build: . } }' }, 'fail'],
  [
    'containers-are-confined',
    'all said',
    {
      'compose.yaml':
        'services: { app: { build: ., read_only: true, cap_drop: [ALL], security_opt: ["no-new-privileges:true"] } }',
    },
    'pass',
  ],
  [
    'containers-are-confined',
    'a published port',
    {
      'compose.yaml':
        'services: { app: { build: ., ports: ["3000:3000"], read_only: true, ' +
        'cap_drop: [ALL], security_opt: ["no-new-privileges:true"] } }',
    },
    'fail',
  ],
  ['containers-are-confined', 'broken YAML', { 'compose.yaml': 'services: [' }, 'inconclusive'],
  ['security-policy-is-complete', 'none', { 'a.js': '' }, 'fail'],
  [
    'security-policy-is-complete',
    'headings only',
    { 'SECURITY.md': '# Reporting\n# Supported versions\n# Response times\n' },
    'fail',
  ],
  [
    'security-policy-is-complete',
    'placeholders',
    {
      'SECURITY.md':
        `# Reporting\nsecurity@example.com ${'word '.repeat(80)}\n# ` +
        `Supported versions\nall\n# Response times\nTODO`,
    },
    'fail',
  ],
  [
    'security-policy-is-complete',
    'filled',
    {
      'SECURITY.md':
        `# Reporting\nsecurity@acme.org ${'word '.repeat(80)}\n# ` +
        `Supported versions\nall\n# Response times\ntwo days`,
    },
    'pass',
  ],
  ['guide-names-what-exists', 'none', { 'a.js': '' }, 'fail'],
  [
    'guide-names-what-exists',
    'a file that is gone',
    { 'SECURITY-IMPLEMENTATION.md': '## `cors-allowlist`\nsee `src/cors.ts`\n' },
    'fail',
  ],
  [
    'guide-names-what-exists',
    'files that exist',
    { 'SECURITY-IMPLEMENTATION.md': '## `cors-allowlist`\nsee `src/cors.ts`\n', 'src/cors.ts': '' },
    'pass',
  ],
])('%s: %s', (id, _name, files, outcome, git = 'plain') => {
  it(`is ${outcome}`, async () => {
    expect(await look(id, files, git)).toBe(outcome);
  });
});
