import { parseArgs } from 'node:util';

/** What `npm run boxes` is asked for. */
export interface Wishes {
  /** 'express/compose'; none: all of them. */
  readonly only: readonly string[];
  readonly sample: boolean;
  readonly bootOnce: boolean;
}

/** What is printed in place of a run. */
export interface Saying {
  readonly say: string;
  readonly exitCode: 0 | 5;
}

export interface Known {
  readonly frameworks: readonly string[];
  readonly targets: readonly string[];
}

/** Pure: arguments in; what to do, or what to say instead. A service may be named with --only or without. */
export function wishesOf(args: readonly string[], known: Known): Wishes | Saying {
  const parsed = parsedOf(args);
  if ('wrong' in parsed) return { say: `${parsed.wrong}\n\n${help(known)}`, exitCode: 5 };
  const { values, positionals } = parsed;
  if (values.help) return { say: help(known), exitCode: 0 };
  const only = [...new Set([...values.only, ...positionals])];
  const unknown = only.filter((name) => !servicesOf(known).includes(name));
  if (unknown.length > 0)
    return { say: `no service is ${unknown.join(', ')}\n\n${help(known)}`, exitCode: 5 };
  return { only, sample: values.sample, bootOnce: values['boot-once'] };
}

function parsedOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        only: { type: 'string', multiple: true, default: [] },
        sample: { type: 'boolean', default: false },
        'boot-once': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}

const servicesOf = ({ frameworks, targets }: Known): readonly string[] =>
  frameworks.flatMap((framework) => targets.map((target) => `${framework}/${target}`));

const help = ({ frameworks, targets }: Known): string => `npm run boxes -- [flags]

Makes fresh services, boots and attacks them, and prints each ticked box with its evidence.

  --only FRAMEWORK/TARGET   this service only; may be given several times
  --sample                  each framework once and each target once, in turn
  --boot-once               all of them, each framework booted on one target; on the others files are read
  --help                    this text

FRAMEWORK: ${frameworks.join(', ')}
TARGET: ${targets.join(', ')}`;
