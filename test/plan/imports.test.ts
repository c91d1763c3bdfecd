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
    expect(printImports(imports)).toBe(
      "import { createServer } from 'node:http';\nimport type { Express } from " +
        "'express';\nimport { type CorsPolicy, allowedOrigins, cors } from './cors.js';\n",
    );
  });

  it('import a name as a value when any use of it is one', () => {
    const both = [{ from: 'x', name: 'X', kind: 'type' as const }, from('x', 'X')];
    expect(printImports(both)).toBe("import { X } from 'x';\n");
  });
});

describe('the order and form of printed imports', () => {
  const type = (module: string, name: string) => ({ from: module, name, kind: 'type' as const });

  it('are built-ins, packages, files, each by name, wherever they were asked for', () => {
    const modules = ['./b.js', 'zod', 'node:url', '../a.js', 'express', 'node:fs', './a.js', '@a/b'];
    const order = ['node:fs', 'node:url', '@a/b', 'express', 'zod', '../a.js', './a.js', './b.js'];
    const expected = order.map((module) => `import { x } from '${module}';\n`).join('');
    const asked = modules.map((module) => from(module, 'x'));
    expect(printImports(asked)).toBe(expected);
    expect(printImports(asked.toReversed())).toBe(expected);
  });

  it('sorts names, also those that come in order', () => {
    const sorted = "import { a, b, c } from 'x';\n";
    for (const names of ['abc', 'cba', 'bca'])
      expect(printImports([...names].map((name) => from('x', name)))).toBe(sorted);
  });

  it('keeps a value a value, whatever is asked for first', () => {
    const asked = [from('x', 'X'), type('x', 'X'), type('x', 'Y')];
    expect(printImports(asked)).toBe("import { X, type Y } from 'x';\n");
    expect(printImports(asked.toReversed())).toBe("import { X, type Y } from 'x';\n");
  });

  it('are of every form that a module has, and broken where they are long', () => {
    const value = (name: string, as: string) => ({ ...from('x', name), as });
    const whole = { ...type('x', 'default'), as: 'X' };
    expect(printImports([value('*', 'all'), value('default', 'x'), value('b', 'c'), from('x', 'b')])).toBe(
      "import * as all from 'x';\nimport x, { b, b as c } from 'x';\n",
    );
    expect(printImports([whole, type('x', 'Y')])).toBe(
      "import type X from 'x';\nimport type { Y } from 'x';\n",
    );
    expect(printImports([whole])).toBe("import type X from 'x';\n");
    expect(printImports([value('default', 'x'), type('x', 'Y')])).toBe("import x, { type Y } from 'x';\n");
    const names = ['a'.repeat(44), 'b'.repeat(43)]; // 110 characters with the rest
    expect(printImports(names.map((name) => from('x', name)))).toBe(
      `import { ${names.join(', ')} } from 'x';\n`,
    );
    expect(printImports(names.map((name) => from('xy', name)))).toBe(
      `import {\n${names.map((name) => `  ${name},\n`).join('')}} from 'xy';\n`,
    );
    expect(printImports([from('x', 'a'.repeat(110))])).toBe(`import { ${'a'.repeat(110)} } from 'x';\n`);
  });

  it('are nothing for nothing, and a module then begins with a blank line', () => {
    expect(printImports([])).toBe('');
    expect(printModule(code`\n\n  f();\n\n`)).toBe('\nf();\n');
  });
});

describe('code', () => {
  it('carries what it needs', () => {
    const statement = code`app.use(${from('./headers.js', 'securityHeaders')}({ maxAge: ${60} }));`;
    expect(statement.text).toBe('app.use(securityHeaders({ maxAge: 60 }));');
    expect(printModule(statement)).toBe(
      "import { securityHeaders } from './headers.js';\n\napp.use(securityHeaders({ maxAge: 60 }));\n",
    );
  });
});
