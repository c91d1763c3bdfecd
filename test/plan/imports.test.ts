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

describe('code', () => {
  it('carries what it needs', () => {
    const statement = code`app.use(${from('./headers.js', 'securityHeaders')}({ maxAge: ${60} }));`;
    expect(statement.text).toBe('app.use(securityHeaders({ maxAge: 60 }));');
    expect(printModule(statement, { language: 'ts', modules: 'esm', suffix: '.js' })).toBe(
      "import { securityHeaders } from './headers.js';\n\napp.use(securityHeaders({ maxAge: 60 }));\n",
    );
  });
});
