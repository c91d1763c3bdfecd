/** Maps items with a limited number at a time, and keeps the order. Waits for all to end, even if one fails. */
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
