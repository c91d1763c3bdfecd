import { commitAdd } from '../commit/add.js';
import { commitNew, preflightNew } from '../commit/new.js';
import { findConflicts, refuseConflicts } from '../commit/preflight.js';
import type { Plan } from '../plan/plan.js';
import { say, type Io } from './io.js';
import { previewPlan } from './print-plan.js';

/**
 * answers -> compose -> preview -> commit -> finish
 *
 * The actions of every generator. node-plop runs them after its prompts; a run without prompts runs the same list directly.
 */
export interface Action {
  readonly type: 'compose' | 'preview' | 'commit' | 'finish';
}

/** What one run knows between its actions. */
export interface Run<A = unknown> {
  readonly io: Io;
  readonly mode: 'commit' | 'plan';
  readonly steps: Steps<A>;
  plan?: Plan;
  /** The error itself: node-plop keeps only its message. */
  error?: unknown;
}

/** What a generator brings to the pipeline. */
export interface Steps<A> {
  /** Asks what is missing; the argument is the inquirer that node-plop holds. */
  readonly ask: (inquirer: unknown, run: Run<A>) => Promise<A>;
  readonly compose: (answers: A) => Plan;
  /** Throws when something that finishing needs is missing; runs before anything is written. */
  readonly prepare: (answers: A) => Promise<void>;
  readonly finish: (answers: A, run: Run<A>) => Promise<void>;
}

/** The part of node-plop's API that generators register with; the direct runner offers the same. */
export interface Registry {
  setGenerator(name: string, generator: Generator): unknown;
  setActionType(name: Action['type'], act: (answers: unknown) => Promise<string>): unknown;
}

export interface Generator {
  readonly description: string;
  readonly prompts: (inquirer: unknown) => Promise<unknown>;
  readonly actions: () => readonly Action[];
}

/** The generator of a run: its prompts, and its actions up to where the run is to go. */
export const generatorOf = <A>(description: string, run: Run<A>): Generator => ({
  description,
  prompts: (inquirer) => run.steps.ask(inquirer, run),
  actions: () =>
    run.mode === 'plan'
      ? [{ type: 'compose' }, { type: 'preview' }]
      : [{ type: 'compose' }, { type: 'preview' }, { type: 'commit' }, { type: 'finish' }],
});

/** Registers the four action types for one run. They are ours alone: plop's own would write past the plan. */
export function registerActions<A>(plop: Registry, run: Run<A>): void {
  const act = (type: Action['type'], body: (answers: A) => Promise<string>): unknown =>
    plop.setActionType(type, async (answers) => {
      try {
        return await body(answers as A);
      } catch (error) {
        run.error = error;
        throw error;
      }
    });
  act('compose', async (answers) => {
    run.plan = run.steps.compose(answers);
    return `${run.plan.changes.length} files`;
  });
  act('preview', async () => {
    if (run.mode === 'plan') await preflight(planOf(run));
    await previewPlan(planOf(run), run);
    return planOf(run).root;
  });
  act('commit', async (answers) => {
    const plan = planOf(run);
    await preflight(plan);
    await run.steps.prepare(answers);
    if (plan.command === 'new') commitNew({ plan, cwd: run.io.cwd });
    else commitAdd({ plan });
    run.io.standing = `The files in ${plan.root} stand; "rampart undo" there takes them back.`;
    return plan.root;
  });
  act('finish', async (answers) => {
    await run.steps.finish(answers, run);
    return planOf(run).root;
  });
}

async function preflight(plan: Plan): Promise<void> {
  if (plan.command === 'new') preflightNew(plan);
  else refuseConflicts(findConflicts(plan));
}

function planOf<A>(run: Run<A>): Plan {
  if (run.plan === undefined) throw new Error('compose comes first');
  return run.plan;
}

/** Runs a generator's actions without node-plop, which costs five times a bare Node to load. */
export async function runDirectly<A>(description: string, run: Run<A>, answers: A): Promise<void> {
  const types = new Map<string, (answers: unknown) => Promise<string>>();
  registerActions(
    { setGenerator: () => undefined, setActionType: (name, body) => types.set(name, body) },
    run,
  );
  for (const { type } of generatorOf(description, run).actions()) await types.get(type)?.(answers);
}

/** Runs a generator's prompts and actions through node-plop; its own error comes back as it was thrown. */
export async function runByPlop<A>(
  register: (plop: Registry, run: Run<A>) => string,
  run: Run<A>,
): Promise<A> {
  const { default: nodePlop } = await import('node-plop');
  const plop = await nodePlop('', { destBasePath: run.io.cwd, force: false });
  const generator = plop.getGenerator(register(plop as unknown as Registry, run));
  const answers = (await generator.runPrompts()) as A;
  const { failures } = await generator.runActions(answers as object);
  if (run.error !== undefined) throw run.error;
  if (failures.length > 0) throw new Error(failures.map(({ error }) => error).join('; '));
  say(run.io, '');
  return answers;
}
