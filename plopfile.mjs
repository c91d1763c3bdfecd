// For `npx plop` in this repository: builds what is stale, then offers the generators of generators/index.ts.
import { prepare } from './src/build/prepare.mjs';

await prepare();
export default (await import('./.cache/plopfile.mjs')).default;
