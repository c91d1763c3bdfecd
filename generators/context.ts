import { code, from, type Code, type Import } from '../src/define/code.js';
import type { Composition } from '../src/define/framework.js';

/** What every composition root begins with: `Context` and `context()`, the configuration and the logger as far as the statements use them. */
export function sharedContext({ pieces, ...slots }: Composition): Code {
  const statements = Object.values(slots).flat();
  const uses = (name: string): boolean => statements.some(({ text }) => text.includes(`ctx.${name}`));
  const hasLogger = pieces.includes('logging');
  if (!hasLogger && !uses('config')) return { text: '', imports: [] };
  const text = `
export interface Context {
  readonly config: Config;
${hasLogger ? '  readonly logger: Logger;\n' : ''}}

let current: Context | undefined;

/** What the pieces share, made once a process. */
export function context(): Context {
  if (current) return current;
  const config = loadConfig();
${
  hasLogger
    ? `  const logger = createLogger({ level: config.LOG_LEVEL, mode: config.NODE_ENV, secrets: secretValues(config) });
  return (current = { config, logger });`
    : '  return (current = { config });'
}
}
`;
  const logger = [
    from('./logger.js', 'createLogger'),
    type('./logger.js', 'Logger'),
    from('../config.js', 'secretValues'),
  ];
  return {
    text,
    imports: [
      from('../config.js', 'loadConfig'),
      type('../config.js', 'Config'),
      ...(hasLogger ? logger : []),
    ],
  };
}

/** The second parameter of a function of the root: the context, where its statements use it. */
export function contextParameter(statements: readonly Code[], shared: Code): string {
  if (shared.text === '') return '';
  return statements.some(({ text }) => text.includes('ctx.'))
    ? ', ctx: Context = context()'
    : ', _ctx?: Context';
}

/** The statement by which what no router can read comes to the middleware, which refuses it. */
export const readable = (pieces: readonly string[]): readonly Code[] =>
  pieces.includes('problem') ? [code`${from('./readable.js', 'makeReadable')}(server);`] : [];

/** Statements as the body of a function. */
export const body = (statements: readonly Code[], columns = 2): string =>
  statements
    .flatMap(({ text }) => text.split('\n'))
    .map((line) => `${' '.repeat(columns)}${line}\n`)
    .join('');

export const type = (module: string, name: string): Import => ({ from: module, name, kind: 'type' });
