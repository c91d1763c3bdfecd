/** Generated code that carries its own imports, so that whoever places the text also places what it needs. */
export interface Code {
  readonly text: string;
  readonly imports: readonly Import[];
}

/** One imported name. `from` is a package, or './x.js' relative to the folder of the composition root. */
export interface Import {
  readonly from: string;
  readonly name: string;
  readonly kind: 'value' | 'type';
}

/** Names a value that the code needs: code`app.use(${from('./headers.js', 'securityHeaders')}());` */
export const from = (module: string, name: string): Import => ({ from: module, name, kind: 'value' });

/** Tagged template: an Import prints its name and is remembered; everything else prints itself. */
export function code(strings: TemplateStringsArray, ...values: readonly (Import | string | number)[]): Code {
  const imports: Import[] = [];
  let text = strings[0] ?? '';
  values.forEach((value, index) => {
    if (typeof value === 'object') imports.push(value);
    text += (typeof value === 'object' ? value.name : String(value)) + (strings[index + 1] ?? '');
  });
  return { text, imports };
}
