import Handlebars from 'handlebars';

/**
 * Compiles a .hbs text to the source of a JavaScript function `(d0) => string`, so that no template engine is
 * needed at run time. Templates may only use data: names, `{{#each list}}` and `{{str value}}`; everything
 * else is refused at build time. The generated source calls v (value at a path), t (its text), e (each) and s
 * (JSON string), which throw for missing data; see src/plan/render.ts.
 */
export function compileTemplate(text: string, file: string): string {
  return `(d0)=>${program(Handlebars.parse(text), 0, file)}`;
}

function program(body: hbs.AST.Program, depth: number, file: string): string {
  const parts = body.body.map((node) => statement(node, depth, file)).filter((part) => part !== '');
  return parts.length > 0 ? parts.join('+') : '""';
}

function statement(node: hbs.AST.Statement, depth: number, file: string): string {
  if (node.type === 'CommentStatement') return '';
  if (node.type === 'ContentStatement') {
    const { value: text } = node as hbs.AST.ContentStatement;
    return text === '' ? '' : JSON.stringify(text);
  }
  if (node.type === 'MustacheStatement') return mustache(node as hbs.AST.MustacheStatement, depth, file);
  if (node.type === 'BlockStatement') return block(node as hbs.AST.BlockStatement, depth, file);
  throw refusal(file, node, `{{${node.type}}}`);
}

function mustache(node: hbs.AST.MustacheStatement, depth: number, file: string): string {
  const path = node.path as hbs.AST.PathExpression;
  if (node.params.length === 0 && !node.hash) return `t(${value(path, depth, file)})`;
  const [argument] = node.params;
  if (path.original !== 'str' || node.params.length !== 1 || argument === undefined || node.hash)
    throw refusal(file, node, path.original);
  return `s(${value(argument as hbs.AST.PathExpression, depth, file)})`;
}

function block(node: hbs.AST.BlockStatement, depth: number, file: string): string {
  const [list] = node.params;
  if (node.path.original !== 'each' || node.params.length !== 1 || list === undefined || node.inverse)
    throw refusal(file, node, `{{#${String(node.path.original)}}}`);
  const inner = program(node.program, depth + 1, file);
  return `e(${value(list as hbs.AST.PathExpression, depth, file)},(d${depth + 1})=>${inner})`;
}

/** `name`, `this`, `this.name`, `../name`; the context at depth n is the variable dn. */
function value(path: hbs.AST.PathExpression, depth: number, file: string): string {
  if (path.type !== 'PathExpression' || path.data || path.depth > depth)
    throw refusal(file, path, String(path.original));
  return `v(d${depth - path.depth},${JSON.stringify(path.parts)})`;
}

function refusal(file: string, node: hbs.AST.Node, found: string): Error {
  return new Error(
    `templates/${file}:${node.loc.start.line}: expected a name, {{#each}} or {{str}}, found ${found}. ` +
      'A template varies by layer, by data or by wiring, never by a condition.',
  );
}
