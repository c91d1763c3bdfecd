/** Computes a value when it is first needed, and keeps it. */
export function once<T>(work: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => (kept ??= { value: work() }).value;
}

/** The same for each object. */
export function oncePer<K extends object, T>(work: (of: K) => T): (of: K) => T {
  const kept = new WeakMap<K, { readonly value: T }>();
  return (of) => {
    const before = kept.get(of);
    if (before !== undefined) return before.value;
    const value = work(of);
    kept.set(of, { value });
    return value;
  };
}
