import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { exits } from '../../src/errors.js';
import { randomFrom, type Edit } from './edits.js';
import {
  booted,
  envOf,
  folder,
  keepIn,
  page,
  passes,
  scene,
  ticks,
  verifyIn,
  type Ran,
  type Scene,
} from './scene.js';

/** Repositories to edit, and what verify ticks in them when nothing is edited. */
export interface Ground {
  /** Evidence is kept, its page is written. */
  readonly kept: Base;
  /** Only what can be read is known. */
  readonly bare: Base;
}

interface Base {
  readonly scene: Scene;
  readonly copy: { readonly root: string; readonly home: string };
  readonly passes: number;
  readonly ticks: number;
}

export async function ground(): Promise<Ground> {
  const [kept, bare] = [scene('kept'), scene('bare')];
  keepIn(
    kept,
    booted(kept.root, (index) => (index % 5 === 0 ? 'fail' : 'pass')),
  );
  return { kept: await baseOf(kept), bare: await baseOf(bare) };
}

async function baseOf(base: Scene): Promise<Base> {
  const ran = await verifyIn(base);
  const copy = { root: folder('copy'), home: folder('copy') };
  cpSync(base.root, copy.root, { recursive: true });
  cpSync(base.home, copy.home, { recursive: true });
  return { scene: base, copy, passes: passes(ran), ticks: ticks(page(base)) };
}

/** Undefined when the edit ticked nothing more and was told; else what went wrong. */
export async function trial(edit: Edit, seed: number, { kept, bare }: Ground): Promise<string | undefined> {
  const base = edit.of === 'kept' || edit.of === 'page' ? kept : bare;
  restore(base);
  const mine = edit.of === 'foreign page' ? { ...base.scene, env: envOf(folder('nobody')) } : base.scene;
  const ran = await verifyIn(mine, edit.apply(mine, randomFrom(seed)));
  // What is kept counts no more once it is edited; an edited page takes nothing from what is kept.
  const limit = edit.of === 'page' ? kept : bare;
  const name = `${edit.of}: ${edit.name} (seed ${seed})`;
  if (passes(ran) > limit.passes) return `${name}: ${passes(ran) - limit.passes} passes more`;
  const written =
    ran.document === undefined || edit.name.startsWith('a link, a folder') ? 0 : ticks(page(mine));
  if (written > limit.ticks) return `${name}: ${written - limit.ticks} ticks more`;
  return isTold(edit, ran)
    ? undefined
    : `${name}: silent (exit ${ran.exit}): ${ran.error ?? ran.out.slice(0, 300)}`;
}

/** In the report, and by the exit code where somebody asked for it or wrote on the page. */
function isTold({ of }: Edit, { exit, document, error, out }: Ran): boolean {
  if (of === 'trust') return exit === exits.badInput && (error ?? '').startsWith('RAMPART_BAD_KEY');
  if (document === undefined) return false;
  const { notAccepted, page: found, counts } = document;
  if (of === 'page' || of === 'foreign page')
    return (
      found.problems.length > 0 && exit === exits.findings && found.problems.every((one) => out.includes(one))
    );
  if (of === 'handed' && notAccepted.some((one) => one.of === 'handed'))
    return exit === exits.findings && document.problems.length > 0;
  if (of === 'handed') return notAccepted.some((one) => one.of === 'part') || counts.stale > 0;
  return notAccepted.some((one) => one.of === of && out.includes(one.because));
}

function restore({ scene: { root, home }, copy }: Base): void {
  for (const [to, from] of [
    [root, copy.root],
    [home, copy.home],
  ] as const) {
    for (const name of readdirSync(to)) rmSync(join(to, name), { recursive: true, force: true });
    cpSync(from, to, { recursive: true });
  }
}
