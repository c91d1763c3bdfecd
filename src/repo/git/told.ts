/** An answer, or one sentence why there is none. "Could not look" is never an empty answer. */
export type Told<T> =
  { readonly told: 'yes'; readonly value: T } | { readonly told: 'no'; readonly because: string };

export const yes = <T>(value: T): Told<T> => ({ told: 'yes', value });
export const no = (because: string): { readonly told: 'no'; readonly because: string } => ({
  told: 'no',
  because,
});

/**
 * Continues with an answer; a missing one stays missing. Not called `then`, because a module that exports
 * `then` cannot be imported dynamically.
 */
export const andThen = <A, B>(answer: Told<A>, next: (value: A) => Told<B>): Told<B> =>
  answer.told === 'yes' ? next(answer.value) : answer;
