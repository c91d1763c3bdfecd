/** Generated code with its own imports, so that wherever the text is placed, its imports are added too. */
export interface Code {
  readonly text: string;
  readonly imports: readonly Import[];
  /** What it uses of the composition root. */
  readonly uses: readonly RootName[];
}

/** One imported name. `from` is a package, or './x.js' relative to the folder of the composition root. */
export interface Import {
  readonly from: string;
  /** 'default' and '*' are the whole module. */
  readonly name: string;
  /** What the code calls it, if that is another name. */
  readonly as?: string;
  readonly kind: 'value' | 'type';
}

/** A name that statements of the composition root may use: Node's server, or a value of the context. */
export interface RootName {
  readonly name: 'server' | `ctx.${string}`;
}
export const root = {
  server: { name: 'server' },
  config: { name: 'ctx.config' },
  logger: { name: 'ctx.logger' },
} as const satisfies Readonly<Record<string, RootName>>;

/** A middleware or hook. Each framework defines how to mount one. */
export interface Middleware {
  readonly expression: Code;
}
export const middleware = (expression: Code): Middleware => ({ expression });

/** What a piece adds to the composition root. */
export type Statement = Code | Middleware;

/** A property of a constructor's options. */
export interface ConstructorSetting {
  readonly property: Code;
  /** Printed as a comment after it. */
  readonly why?: string;
}

/** A value that the code imports: code`${from('./errors.js', 'handleErrors')}(app);` */
export const from = (module: string, name: string): Import => ({ from: module, name, kind: 'value' });

/** A template tag. Imports, names of the root and other code are printed, and their needs are collected. */
export function code(
  strings: TemplateStringsArray,
  ...values: readonly (Import | RootName | Code | string | number)[]
): Code {
  const parts = values.map(partOf);
  return {
    text: strings.map((text, index) => text + (parts[index]?.text ?? '')).join(''),
    imports: parts.flatMap(({ imports }) => imports),
    uses: parts.flatMap(({ uses }) => uses),
  };
}

function partOf(value: Import | RootName | Code | string | number): Code {
  if (typeof value !== 'object') return { text: String(value), imports: [], uses: [] };
  if ('text' in value) return value;
  if ('from' in value) return { text: value.name, imports: [value], uses: [] };
  return { text: value.name, imports: [], uses: [value] };
}

export const isUsed = (name: RootName['name'], statements: readonly Code[]): boolean =>
  statements.some(({ uses }) => uses.some((one) => one.name === name));
