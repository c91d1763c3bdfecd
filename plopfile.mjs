// For `npx plop` in this repository: builds what is stale, then offers the generators of src/plop/plopfile.ts.
import { prepare } from './src/build/prepare.mjs';

await prepare();
const { default: generators } = await import('./.cache/plopfile.mjs');

export default function plopfile(plop) {
  // Plop lists its generators by a prompt that inquirer calls "select" since version 13.
  plop.setPrompt('list', plop.inquirer.createPromptModule().prompts.select);
  generators(plop);
}
