import { describe, expect, it } from 'vitest';
import { code, from } from '../../src/define/code.js';
import { printImports, printModule } from '../../src/plan/imports.js';

const imports = [
  from('./cors.js', 'cors'),
  from('node:http', 'createServer'),
  { from: 'express', name: 'Express', kind: 'type' as const },
  from('./cors.js', 'allowedOrigins'),
  { from: './cors.js', name: 'CorsPolicy', kind: 'type' as const },
];

describe('printed imports', () => {
  it('are one a module, built-ins first, names sorted, types marked', () => {
    expect(printImports(imports, { language: 'ts', modules: 'esm', suffix: '.js' })).toBe(
      "import { createServer } from 'node:http';\nimport type { Express } from " +
        "'express';\nimport { type CorsPolicy, allowedOrigins, cors } from './cors.js';\n",
    );
  });

  it('lose their types in JavaScript and become require in CommonJS', () => {
    expect(printImports(imports, { language: 'js', modules: 'cjs', suffix: '.js' })).toBe(
      "const { createServer } = require('node:http');\nconst { allowedOrigins, cors } = require('./cors.js');\n",
    );
  });

  it('take the suffix of the repo', () => {
    expect(printImports([from('./a.js', 'a')], { language: 'ts', modules: 'esm', suffix: '' })).toBe(
      "import { a } from './a';\n",
    );
  });

  it('import a name as a value when any use of it is one', () => {
    const both = [{ from: 'x', name: 'X', kind: 'type' as const }, from('x', 'X')];
    expect(printImports(both, { language: 'ts', modules: 'esm', suffix: '.js' })).toBe(
      "import { X } from 'x';\n",
    );
  });
});

describe('the order and form of printed imports', () => {
  const both = { language: 'ts', modules: 'esm', suffix: '' } as const;
  const type = (module: string, name: string) => ({ from: module, name, kind: 'type' as const });

  it('are built-ins, packages, files, each by name, wherever they were asked for', () => {
    const modules = ['./b.js', 'zod', 'node:url', '../a.js', 'express', 'node:fs', './a.js', '@a/b'];
    const order = ['node:fs', 'node:url', '@a/b', 'express', 'zod', '../a', './a', './b'];
    const expected = order.map((module) => `import { x } from '${module}';\n`).join('');
    const asked = modules.map((module) => from(module, 'x'));
    expect(printImports(asked, both)).toBe(expected);
    expect(printImports(asked.toReversed(), both)).toBe(expected);
  });

  it('sorts names, also those that come in order', () => {
    const sorted = "import { a, b, c } from 'x';\n";
    for (const names of ['abc', 'cba', 'bca'])
      expect(
        printImports(
          [...names].map((name) => from('x', name)),
          both,
        ),
      ).toBe(sorted);
  });

  it('changes only the ending of files', () => {
    expect(printImports([from('big.js', 'a'), from('./a.js.js', 'b'), from('./c.json', 'd')], both)).toBe(
      "import { a } from 'big.js';\nimport { b } from './a.js';\nimport { d } from './c.json';\n",
    );
  });

  it('keeps a value a value, whatever is asked for first', () => {
    const asked = [from('x', 'X'), type('x', 'X'), type('x', 'Y')];
    expect(printImports(asked, both)).toBe("import { X, type Y } from 'x';\n");
    expect(printImports(asked.toReversed(), both)).toBe("import { X, type Y } from 'x';\n");
  });

  it('are imports in TypeScript that becomes CommonJS, and in JavaScript with modules', () => {
    const asked = [type('x', 'X'), from('./a.js', 'a')];
    expect(printImports(asked, { language: 'ts', modules: 'cjs', suffix: '' })).toBe(
      "import type { X } from 'x';\nimport { a } from './a';\n",
    );
    expect(printImports(asked, { language: 'js', modules: 'esm', suffix: '.js' })).toBe(
      "import { a } from './a.js';\n",
    );
  });

  it('are nothing for nothing, and a module then begins with a blank line', () => {
    expect(printImports([], both)).toBe('');
    expect(printModule(code`\n\n  f();\n\n`, both)).toBe('\nf();\n');
  });
});

describe('code', () => {
  it('carries what it needs', () => {
    const statement = code`app.use(${from('./headers.js', 'securityHeaders')}({ maxAge: ${60} }));`;
    expect(statement.text).toBe('app.use(securityHeaders({ maxAge: 60 }));');
    expect(printModule(statement, { language: 'ts', modules: 'esm', suffix: '.js' })).toBe(
      "import { securityHeaders } from './headers.js';\n\napp.use(securityHeaders({ maxAge: 60 }));\n",
    );
  });
});
