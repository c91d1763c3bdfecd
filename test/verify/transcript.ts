/** What a probe says about a transcript made by hand: no network, no process. */
export type Case = readonly [name: string, transcript: unknown, outcome: string];
