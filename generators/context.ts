import { isUsed, type Code, type Import, type ConstructorSetting } from '../src/define/code.js';
import type { Composition } from '../src/define/framework.js';

const nothing: Code = { text: '', imports: [], uses: [] };

/** The start of every composition root: `Context` and `context()`, if a statement uses them. */
export function sharedContext(composition: Composition): Code {
  const { context } = composition;
  const statements = statementsOf(composition);
  if (!context.some(({ name }) => isUsed(`ctx.${name}`, statements))) return nothing;
  const made = context.map(({ name, value }) => `  const ${name} = ${value.text};\n`);
  const text = `
export interface Context {
${context.map(({ name, type }) => `  readonly ${name}: ${type.name};\n`).join('')}}

let current: Context | undefined;

/** Makes the context that the functions below share. Call it once. */
export function context(): Context {
  if (current) return current;
${made.join('')}  return (current = { ${context.map(({ name }) => name).join(', ')} });
}
`;
  return { text, imports: context.flatMap(({ type, value }) => [type, ...value.imports]), uses: [] };
}

/** The second parameter of a root's function: the context, if its statements use it. */
export function contextParameter(statements: readonly Code[], shared: Code): string {
  if (shared.text === '') return '';
  const isContextUsed = statements.some(({ uses }) => uses.some(({ name }) => name.startsWith('ctx.')));
  return isContextUsed ? ', ctx: Context = context()' : ', _ctx?: Context';
}

/** All statements that a composition prints. */
const statementsOf = ({ before, after, serverFirst, server, ...options }: Composition): readonly Code[] => [
  ...[before, after, serverFirst, server].flat(),
  ...[...options.settings, ...options.serverSettings].map(({ property }) => property),
];

/** Prints statements as the body of a function. */
export const body = (statements: readonly Code[], columns = 2): string =>
  lines(
    statements.map(({ text }) => text),
    columns,
  );

/** Prints options as the properties of an object. */
export const properties = (settings: readonly ConstructorSetting[], columns = 2): string =>
  lines(
    settings.map(({ property, why }) => `${property.text},${why === undefined ? '' : ` // ${why}`}`),
    columns,
  );

const lines = (texts: readonly string[], columns: number): string =>
  texts
    .flatMap((text) => text.split('\n'))
    .map((line) => `${' '.repeat(columns)}${line}\n`)
    .join('');

export const importsOfStatements = (
  statements: readonly Code[],
  settings: readonly ConstructorSetting[],
): readonly Import[] =>
  [...statements, ...settings.map(({ property }) => property)].flatMap(({ imports }) => imports);

export const type = (module: string, name: string): Import => ({ from: module, name, kind: 'type' });

/** What an application of Nest is on Express. */
export const nestOnExpress = type('@nestjs/platform-express', 'NestExpressApplication');
