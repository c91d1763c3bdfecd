import { parseSync, type Node } from 'oxc-parser';
import { findAll, isCall, stringOf, requiredModule } from '../repo/ast.js';

interface TemplateImport {
  readonly module: string;
  readonly whole: boolean;
}

/** Read once: a plan asks for the same text several times, and verify makes a plan for each piece. */
const known = new Map<string, readonly TemplateImport[]>();

export function templateImports(text: string): readonly TemplateImport[] {
  const imports = known.get(text) ?? importsIn(text);
  known.set(text, imports);
  return imports;
}

function importsIn(text: string): readonly TemplateImport[] {
  const { program } = parseSync('template.ts', text, { preserveParens: false });
  return findAll(program, (node): node is Node => 'source' in node || isCall(node)).flatMap(({ node }) => {
    const source = (node as { source?: Node | null }).source;
    const module = stringOf(source) ?? requiredModule(node);
    if (module === undefined) return [];
    const whole =
      node.type === 'ImportDeclaration' &&
      node.specifiers.some((specifier) => specifier.type === 'ImportDefaultSpecifier');
    return [{ module, whole }];
  });
}
