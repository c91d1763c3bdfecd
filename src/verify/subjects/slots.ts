/** Limits how much runs at the same time; the rest waits. */
export function slots(most: number): { hold<T>(work: () => Promise<T>): Promise<T> } {
  const waiting: (() => void)[] = [];
  let held = 0;
  return {
    hold: async (work) => {
      if (held >= most) await new Promise<void>((resolve) => waiting.push(resolve));
      else held += 1;
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next === undefined) held -= 1;
        else next(); // the slot passes to the next one
      }
    },
  };
}
