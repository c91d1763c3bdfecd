import type { Framework } from '../../src/define/framework.js';
import type { Catalogue } from '../../src/plan/catalogue.js';
import { frameworkOf } from '../../src/plan/select.js';

export type Choices = Readonly<Record<string, string>>;

/** Every combination of a framework's own options, in their words. */
export const choicesOf = ({ options = {} }: Framework): readonly Choices[] =>
  Object.entries(options).reduce<readonly Choices[]>(
    (all, [name, { choices }]) => all.flatMap((one) => choices.map((choice) => ({ ...one, [name]: choice }))),
    [{}],
  );

/** A framework as each combination of its options makes it. */
export const variantsOf = (framework: Framework, catalogue: Catalogue): readonly Framework[] =>
  choicesOf(framework).map((choices) =>
    frameworkOf({ framework: framework.id, options: { [framework.id]: choices } }, catalogue),
  );
