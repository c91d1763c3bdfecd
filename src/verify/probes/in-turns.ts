/**
 * Does it for each, at most so many at once, and keeps the order. It ends when all have ended, also where
 * one fails.
 */
export async function inTurns<A, B>(
  list: readonly A[],
  most: number,
  act: (one: A) => Promise<B>,
): Promise<readonly B[]> {
  const done: B[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < list.length; index = next++) done[index] = await act(list[index] as A);
  };
  const ends = await Promise.allSettled(Array.from({ length: most }, work));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
  return done;
}
