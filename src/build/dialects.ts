import { format } from 'prettier';
import tsBlankSpace from 'ts-blank-space';
import { toCommonJs } from '../plan/common-js.js';

/** The three dialects of a TypeScript template. Imports keep the ending '.js' in all of them. */
export interface Dialects {
  readonly ts: string;
  readonly jsEsm: string;
  readonly jsCjs: string;
}

const style = { singleQuote: true, printWidth: 110, trailingComma: 'all', parser: 'babel' } as const;

/** At our build time: types blanked, then printed as prettier would, then as CommonJS. */
export async function dialects(path: string, text: string): Promise<Dialects> {
  const blanked = tsBlankSpace(text, (node) => {
    throw new Error(`${path} uses syntax that is more than types: ${node.getText().slice(0, 60)}`);
  });
  const jsEsm = await format(blanked, style);
  return { ts: text, jsEsm, jsCjs: await format(toCommonJs(jsEsm), style) };
}
