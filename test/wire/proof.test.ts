import { describe, expect, it } from 'vitest';
import { isRefusal, type Refusal } from '../../src/wire/refusal.js';
import { joined } from './joined.js';

// An app of which some of our calls stand already, wherever somebody put them: they are left there, and the result is
// proven or refused.
const esm = { type: 'module' } as const;
const head = "import express from 'express';\n";
const ours = "import { secureApp, secureErrors, secureServer } from './security/index.js';\n";

const express = (code: string, more: Readonly<Record<string, string>> = {}) =>
  joined('express', { 'app.js': head + code, ...more }, esm);

function wired(code: string, more: Readonly<Record<string, string>> = {}): string {
  const done = express(code, more);
  if (isRefusal(done)) throw new Error((done as Refusal).reason);
  return (done as Readonly<Record<string, string>>)['app.js'] ?? 'not changed';
}

function refused(code: string, more: Readonly<Record<string, string>> = {}): Refusal {
  const done = express(code, more);
  if (!isRefusal(done)) throw new Error(`was not refused: ${JSON.stringify(done)}`);
  return done as Refusal;
}

describe('calls of ours that stand already', () => {
  const server = 'secureServer(app.listen(1));\n';

  it('are enough where they are right: nothing is changed', () => {
    const code = `${ours}const app = express();\nsecureApp(app);\napp.get('/', f);\nsecureErrors(app);\n${server}`;
    expect(express(code)).toEqual({});
  });

  it.each([
    [
      'a route comes before the first',
      `const app = express();\napp.get('/', f);\nsecureApp(app);\nsecureErrors(app);\n${server}`,
      'app.js:4 registers on app before secureApp is called',
    ],
    [
      'a route comes behind the last',
      `const app = express();\nsecureApp(app);\nsecureErrors(app);\napp.get('/', f);\n${server}`,
      'app.js:6 registers on app after secureErrors is called',
    ],
    [
      'the first stands inside a function',
      `const app = express();\nfunction later() {\n  secureApp(app);\n}\nsecureErrors(app);\n${server}`,
      'secureApp is not called on app at the top level of app.js',
    ],
    [
      'the last stands inside a function',
      `const app = express();\nsecureApp(app);\nfunction later() {\n  secureErrors(app);\n}\n${server}`,
      'secureErrors is not called on app at the top level of app.js',
    ],
    [
      'the first comes before the app is there',
      `secureApp(app);\nvar app = express();\napp.get('/', f);\nsecureErrors(app);\n${server}`,
      'app.js:5 registers on app before secureApp is called',
    ],
  ])('are no proof where %s', (_, code, reason) => {
    expect(refused(ours + code).reason).toBe(reason);
  });

  it('count for the app that they take, and no other', () => {
    const router = 'const api = express.Router();\nsecureApp(api);\nsecureErrors(api);\n';
    expect(wired(`${ours}const app = express();\n${router}app.use(api);\napp.listen(1);\n`)).toBe(
      `${head}${ours}const app = express();\nsecureApp(app);\n${router}app.use(api);\nsecureErrors(app);\n` +
        'secureServer(app.listen(1));\n',
    );
  });

  it('are found by what is imported, however it is called here', () => {
    const renamed =
      "import { secureApp as guard, secureErrors as last, secureServer as serve } from './security';\n";
    const code = 'const app = express();\nguard(app);\nlast(app);\nserve(app.listen(1));\n';
    expect(express(renamed + code)).toEqual({});
  });
});

describe('what registers elsewhere', () => {
  const app = "export const app = express();\napp.get('/', f);\n";

  it('is refused inside a function, since nobody knows when that is', () => {
    const late = "export function late() {\n  app.get('/late', f);\n}\n";
    expect(refused(`${app}app.listen(1);\n${late}`).reason).toMatch(
      /^app\.js:6 registers on app inside a function, so the last registration is unknown$/,
    );
  });

  it('is refused in another file, which comes behind our last call', () => {
    const other = "import { app } from './app.js';\n\napp.get('/other', f);\napp.listen(1);\n";
    expect(refused(app, { 'other.js': other }).reason).toMatch(
      /^other\.js:3 registers on app outside app\.js$/,
    );
  });

  it('is named by the line where it is now, not where it would be behind our statements', () => {
    const late = 'function late() {\n  app.use(f);\n}\n';
    const code = `const app = express();\r\n${late.replaceAll('\n', '\r\n')}app.get('/', f);\r\napp.listen(1);\r\n`;
    expect(refused(code).reason).toMatch(/^app\.js:4 registers on app inside a function/);
    const listening =
      "const app = express(); app.listen(1); app.get('/', f);\nfunction late() { app.use(f); }\n";
    expect(refused(listening).reason).toMatch(/^app\.js:3 registers on app inside a function/);
    const other = "import { app } from './app.js';\napp.listen(1);\napp.get('/other', f);\n";
    expect(refused(app, { 'other.js': other }).reason).toMatch(
      /^other\.js:3 registers on app outside app\.js$/,
    );
  });

  it('is nothing where another file only makes the app listen', () => {
    const other = "import { app as web } from './app.js';\n\nweb.listen(1);\n";
    const done = express(app, { 'other.js': other }) as Readonly<Record<string, string>>;
    expect(done['other.js']).toBe(
      "import { app as web } from './app.js';\nimport { secureServer } from './security/index.js';\n\n" +
        'secureServer(web.listen(1));\n',
    );
    expect(done['app.js']).toContain("app.get('/', f);\nsecureErrors(app);\n");
  });
});

describe('a name of ours', () => {
  it.each([
    ['a variable', 'const secureApp = 1;\n'],
    ['a function', 'function secureApp() {}\n'],
    ['an import', "import { secureApp } from './mine.js';\n"],
    ['an import of all', "import secureApp from './mine.js';\n"],
    ['a call of something global', 'secureApp(1);\n'],
  ])('that is taken by %s is refused, with no patch', (_, code) => {
    const { reason, patch } = refused(`${code}const app = express();\napp.listen(1);\n`);
    expect(reason).toBe('the name secureApp is taken in app.js');
    expect(patch).toBe('');
  });

  it('that only looks like it is not taken', () => {
    const code = 'const secureApps = { secureApp: 1 };\nconst app = express();\napp.listen(1);\n';
    expect(wired(code)).toContain('secureApp(app);');
  });
});

describe('a name for an app that has none', () => {
  const patchOf = (code: string): string => refused(code).patch;

  it.each([
    ['', 'app'],
    ['const app = 1;\n', 'ownApp'],
    ['const app = 1;\nconsole.log(ownApp);\n', 'securedApp'],
    ['const app = 1;\nfunction f(ownApp, securedApp) {}\n', 'rampartApp'],
  ])('is one that the statements around it do not use: %j', (code, name) => {
    expect(patchOf(`${code}express().use(f).listen(1);\n`)).toContain(
      `+const ${name} = express();\n+secureApp(${name});\n+${name}.use(f);\n`,
    );
  });
});

describe('the place of our statements', () => {
  it.each([
    [
      'a comment at the end of the line stays there',
      'const app = express(); // the app\napp.listen(1);\n',
      'const app = express(); // the app\nsecureApp(app);\n',
    ],
    [
      'a comment that runs on is not cut in two',
      'const app = express(); /* the\napp */\napp.listen(1);\n',
      'const app = express(); secureApp(app);',
    ],
    [
      'code that follows on the same line stays behind ours',
      'const app = express(); const port = 1;\napp.listen(port);\n',
      'const app = express(); secureApp(app);',
    ],
  ])('%s', (_, code, expected) => {
    expect(wired(code)).toContain(expected);
  });

  it('without semicolons is kept apart from a line that would continue it', () => {
    const app = "import express from 'express'\nconst app = express()\n";
    const done = (line: string): string =>
      (joined('express', { 'app.js': `${app}${line}\napp.listen(1)\n` }, esm) as Record<string, string>)[
        'app.js'
      ] ?? '';
    expect(done(';[1].forEach(f)')).toContain('secureApp(app)\nsecureErrors(app)\n;[1]');
    const mixed = "import express from 'express'\nconst app = express();\n[1].forEach(f)\napp.listen(1)\n";
    expect((joined('express', { 'app.js': mixed }, esm) as Record<string, string>)['app.js']).toContain(
      'express();\nsecureApp(app);\nsecureErrors(app);\n[1].forEach(f)\n',
    );
  });

  it('is behind directives, where nothing is imported yet', () => {
    const files = { 'app.js': "'use strict';\nconst app = require('express')();\napp.listen(1);\n" };
    const done = joined('express', files) as Readonly<Record<string, string>>;
    expect(done['app.js']).toMatch(
      /^'use strict';\nconst \{ secureApp, secureErrors, secureServer \} = require\('.\/security\/index.*'\);\nconst app/,
    );
  });

  it('widens an import of ours that is there', () => {
    const code =
      "import { secureApp } from './security/index.js';\nconst app = express();\nsecureApp(app);\napp.listen(1);\n";
    expect(wired(code)).toContain(
      "import { secureApp, secureErrors, secureServer } from './security/index.js';\n",
    );
    const files = {
      'app.js':
        "const express = require('express');\nconst { secureApp } = require('./security');\n" +
        'const app = express();\nsecureApp(app);\napp.listen(1);\n',
    };
    const done = joined('express', files) as Readonly<Record<string, string>>;
    expect(done['app.js']).toContain(
      "const { secureApp, secureErrors, secureServer } = require('./security');\n",
    );
  });
});
