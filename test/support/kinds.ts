import { frameworks } from '../../generators/frameworks/index.js';
import type { Framework } from '../../src/define/framework.js';
import { frameworkOf } from '../../src/plan/framework-of.js';

export type Choices = Readonly<Record<string, string>>;

/** A framework as one combination of its options makes it: what "on all frameworks" means in tests. */
export interface Kind {
  /** Its most special adapter; no two kinds share it. */
  readonly name: string;
  readonly framework: Framework;
  readonly choices: Choices;
}

export const kinds: readonly Kind[] = frameworks.flatMap((framework) =>
  choicesOf(framework).map((choices) => {
    const options = { [framework.id]: choices };
    const varied = frameworkOf({ framework: framework.id, options }, { frameworks });
    return { name: varied.adapters.at(-1) ?? framework.id, framework: varied, choices };
  }),
);

/** Every combination of a framework's own options, in their words. */
function choicesOf({ options = {} }: Framework): readonly Choices[] {
  return Object.entries(options).reduce<readonly Choices[]>(
    (all, [name, { choices }]) => all.flatMap((one) => choices.map((choice) => ({ ...one, [name]: choice }))),
    [{}],
  );
}

/** The answers that ask for this kind, and the same as flags. */
export const answersFor = ({ framework, choices }: Kind) => ({
  framework: framework.id,
  options: Object.keys(choices).length === 0 ? {} : { [framework.id]: choices },
});
export const flagsFor = ({ framework, choices }: Kind): readonly string[] => [
  '--framework',
  framework.id,
  ...Object.entries(choices).flatMap(([name, value]) => ['--option', `${framework.id}.${name}=${value}`]),
];
