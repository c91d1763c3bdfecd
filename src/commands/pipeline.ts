import { commitAdd } from '../commit/add.js';
import { commitNew } from '../commit/new.js';
import { preflightNew } from '../commit/preflight-new.js';
import { findConflicts, refuseConflicts } from '../commit/preflight.js';
import type { Plan } from '../plan/plan.js';
import type { Io } from './io.js';
import { previewPlan } from './print-plan.js';

/**
 * answers -> compose -> check -> preview -> commit -> finish
 *
 * The actions of all generators: `new`, `add`, and the scaffold of a new piece. node-plop runs them after its
 * prompts; a run without prompts runs the same list directly.
 */
export interface Action {
  readonly type: 'compose' | 'check' | 'preview' | 'commit' | 'finish';
  /** The run that this action belongs to: the generators share the action types. */
  readonly run: Run;
}

/** The state that the actions of one run share. */
export interface Run<A = unknown> {
  readonly io: Io;
  readonly mode: 'commit' | 'plan';
  readonly steps: Steps<A>;
  plan?: Plan;
  /** The original error: node-plop keeps only its message. */
  error?: unknown;
}

/** The steps that a generator defines. */
export interface Steps<A> {
  /**
   * Asks for missing answers, with node-plop's inquirer; or a list of questions, which words after `npx plop`
   * can answer too.
   */
  readonly ask: ((inquirer: unknown, run: Run<A>) => Promise<A>) | readonly object[];
  compose(answers: A): Plan;
  /** Throws if something forbids a plan that the disk allows. */
  check?(plan: Plan): void;
  /** Throws if finishing needs something that is missing, or if the user says no. Nothing was written before this. */
  prepare(answers: A, run: Run<A>): Promise<void>;
  finish?(answers: A, run: Run<A>): Promise<void>;
}

/** The part of node-plop's API that generators use. The direct runner offers the same. */
export interface Registry {
  setGenerator(name: string, generator: Generator): unknown;
  setActionType(name: Action['type'], act: (answers: unknown, action: unknown) => Promise<string>): unknown;
}

export interface Generator {
  readonly description: string;
  readonly prompts: ((inquirer: unknown) => Promise<unknown>) | object[];
  readonly actions: () => readonly Action[];
}

/** Makes the generator of a run: its prompts, and its actions as far as the run's mode allows. */
export function generatorOf<A>(description: string, run: Run<A>): Generator {
  const looks = ['compose', 'check', 'preview'] as const;
  const types = run.mode === 'plan' ? looks : ([...looks, 'commit', 'finish'] as const);
  const { ask } = run.steps;
  return {
    description,
    prompts: typeof ask === 'function' ? (inquirer) => ask(inquirer, run) : [...ask],
    actions: () => types.map((type) => ({ type, run: run as Run })),
  };
}

/** Registers the five action types. plop's own are not used: they would write without a plan. */
export function registerActions(plop: Pick<Registry, 'setActionType'>): void {
  for (const [type, body] of Object.entries(bodies) as [Action['type'], Body][])
    plop.setActionType(type, async (answers, action) => {
      const { run } = action as Action;
      try {
        return await body(answers, run);
      } catch (error) {
        run.error = error;
        throw error;
      }
    });
}

type Body = (answers: unknown, run: Run) => Promise<string>;

const bodies: Readonly<Record<Action['type'], Body>> = {
  async compose(answers, run) {
    run.plan = run.steps.compose(answers);
    return `${run.plan.changes.length} files`;
  },
  async check(_, run) {
    const plan = planOf(run);
    if (plan.command === 'new') preflightNew(plan);
    else refuseConflicts(findConflicts(plan));
    run.steps.check?.(plan);
    return plan.root;
  },
  async preview(_, run) {
    const plan = planOf(run);
    await previewPlan(plan, run);
    return plan.root;
  },
  async commit(answers, run) {
    const plan = planOf(run);
    if (plan.changes.length === 0) return plan.root;
    await run.steps.prepare(answers, run);
    if (plan.command === 'new') commitNew({ plan, cwd: run.io.cwd });
    else commitAdd({ plan });
    const what = plan.command === 'new' ? 'files' : 'changes';
    run.io.standing = `The ${what} in ${plan.root} were made; "rampart undo" there reverts them.`;
    return plan.root;
  },
  async finish(answers, run) {
    await run.steps.finish?.(answers, run);
    return planOf(run).root;
  },
};

function planOf(run: Run): Plan {
  if (run.plan === undefined) throw new Error('compose comes first');
  return run.plan;
}

/** Runs a generator's actions without node-plop: loading that takes five times as long as starting Node. */
export async function runDirectly<A>(generator: Generator, run: Run<A>, answers: A): Promise<void> {
  for (const action of generator.actions()) await bodies[action.type](answers, run as Run);
}

/** Runs a generator's prompts and actions with node-plop. Rethrows the original error. */
export async function runByPlop<A>(generator: Generator, run: Run<A>): Promise<A> {
  const { default: nodePlop } = await import('node-plop');
  const plop = await nodePlop('', { destBasePath: run.io.cwd, force: false });
  registerActions(plop as unknown as Registry);
  (plop as unknown as Registry).setGenerator('run', generator);
  const { runPrompts, runActions } = plop.getGenerator('run');
  const answers = (await runPrompts()) as A;
  const { failures } = await runActions(answers as object);
  if (run.error !== undefined) throw run.error;
  if (failures.length > 0) throw new Error(failures.map(({ error }) => error).join('; '));
  return answers;
}
