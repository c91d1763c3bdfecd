import { parseSync, type Node } from 'oxc-parser';
import { findAll, isCall, stringOf, requiredModule } from '../repo/ast.js';

export function templateImports(text: string): readonly { module: string; whole: boolean }[] {
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
