/** A question, and whether it was asked by our own guess or with rampart.probes.json. */
interface Asked {
  readonly what: string;
  readonly by?: 'file';
}

/**
 * The questions that nothing told. What a good request of the file tells counts in place of a guess that was not
 * understood, and the other way round; two guesses never stand for one another.
 */
export function untold<Q extends Asked>(asked: readonly Q[], isTold: (one: Q) => boolean): readonly Q[] {
  const whatOf = (by: Asked['by'], told: boolean): ReadonlySet<string> =>
    new Set(asked.filter((one) => one.by === by && isTold(one) === told).map(({ what }) => what));
  const [byFile, byUs, openOfUs] = [whatOf('file', true), whatOf(undefined, true), whatOf(undefined, false)];
  return asked.filter((one) => {
    if (isTold(one) || byFile.has(one.what)) return false;
    return one.by === undefined || !(byUs.has(one.what) || openOfUs.has(one.what));
  });
}
