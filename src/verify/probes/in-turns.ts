/** Does it for each, at most so many at once, and keeps the order. */
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
  await Promise.all(Array.from({ length: most }, work));
  return done;
}
